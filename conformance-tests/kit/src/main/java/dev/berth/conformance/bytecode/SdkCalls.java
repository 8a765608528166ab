/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The calls of the SDK that name something: a tool, a primitive, a capability. */
public enum SdkCalls {
    /** Makes a tool that others may call. */
    TOOL("dev/berth/sdk/port/McpTool", "<init>"),
    /** Calls a tool of any extension (PORT-87). */
    PRIMITIVE("dev/berth/sdk/port/McpPort", "callPrimitive"),
    /** Offers a capability (PORT-113). */
    PROVIDE("dev/berth/sdk/port/CapabilitiesPort", "registerProvider"),
    /** Asks for the providers of a capability (PORT-116). */
    RESOLVE("dev/berth/sdk/port/CapabilitiesPort", "resolveProviders");

    private final String owner;
    private final String member;

    SdkCalls(String owner, String member) {
        this.owner = owner;
        this.member = member;
    }

    /** Returns the calls of this kind. */
    public List<Site> in(Bytecode code) {
        Bytecode.Origins origins = code.origins();
        return code.sites()
                .filter(site -> site.use().name().equals(member)
                        && origins.of(site.use()).contains(owner))
                .toList();
    }

    /** Returns the names that are provably handed to calls of this kind. */
    public Set<String> names(Bytecode code) {
        return in(code).stream().flatMap(site -> SdkCalls.name(site).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns what a call names, if that is proven. */
    public static Optional<String> name(Site site) {
        return site.use().text(0);
    }
}
