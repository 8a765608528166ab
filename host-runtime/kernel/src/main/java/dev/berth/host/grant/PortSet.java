/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * A set of privileged ports as bits, so that a port call asks one of them in a few instructions. Ambient ports are never in it.
 *
 * @param bits bit {@code n} is the port of ordinal {@code n}
 */
public record PortSet(int bits) {
    public static final PortSet NONE = new PortSet(0);

    /** Makes a set; ambient ports are dropped (PORT-21). */
    public static PortSet of(Collection<PortName> ports) {
        int bits = 0;
        for (PortName port : ports) {
            bits |= port.isPrivileged() ? 1 << port.ordinal() : 0;
        }
        return with(bits);
    }

    /** Most sets of a host are empty, and one object. */
    private static PortSet with(int bits) {
        return bits == 0 ? NONE : new PortSet(bits);
    }

    public boolean contains(PortName port) {
        return (bits & 1 << port.ordinal()) != 0;
    }

    public boolean containsAll(PortSet other) {
        return (other.bits & ~bits) == 0;
    }

    public PortSet plus(PortSet other) {
        return with(bits | other.bits);
    }

    public PortSet minus(PortSet other) {
        return with(bits & ~other.bits);
    }

    public PortSet and(PortSet other) {
        return with(bits & other.bits);
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    /** Returns the ports in the order of PORT-1. */
    public List<PortName> ports() {
        List<PortName> ports = new ArrayList<>();
        Arrays.stream(PortName.values()).filter(this::contains).forEach(ports::add);
        return ports;
    }

    /** Returns the names, sorted, as people and manifests write them. */
    public List<String> names() {
        return ports().stream().map(PortName::toString).sorted().toList();
    }

    /** Returns SHA-256 over the canonical JSON of the sorted names, 64 hex digits (PORT-21). */
    public String hash() {
        try {
            byte[] canonical = JsonArray.of(names().toArray()).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns the names, joined; {@code none} for the empty set. */
    @Override
    public String toString() {
        return isEmpty() ? "none" : String.join(", ", names());
    }
}
