/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest that has no error, normalised.
 *
 * @param id who it is (MAN-30)
 * @param version the author's version
 * @param kind what it is
 * @param description what it does, or empty text
 * @param displayName how to show it
 * @param serverEntry the class with the hooks; empty means payload-only
 * @param sdkAbi the ABI range it needs
 * @param requestedPorts the privileged ports it asks for, without repeats, in the order of PORT-1
 * @param permissions the ambient authority it asks for
 * @param provides the capabilities it declares to provide
 * @param owns the capability ids it claims for its scope
 * @param dependencies its edges, package edges by id, then capability edges (MAN-132)
 * @param exclusiveSwap old and new revision must not run side by side (MAN-58)
 * @param json the bytes of {@code package.json} as text
 * @param details what else it declares
 */
public record ExtensionManifest(
        ExtensionId id,
        SemVer version,
        Kind kind,
        String description,
        Optional<String> displayName,
        Optional<String> serverEntry,
        VersionRange sdkAbi,
        Set<PortName> requestedPorts,
        List<String> permissions,
        List<Provides> provides,
        List<Owns> owns,
        List<Edge> dependencies,
        boolean exclusiveSwap,
        String json,
        ManifestDetails details) {

    /** Makes a manifest without further details. */
    public ExtensionManifest(
            ExtensionId id,
            SemVer version,
            Kind kind,
            String description,
            Optional<String> displayName,
            Optional<String> serverEntry,
            VersionRange sdkAbi,
            Set<PortName> requestedPorts,
            List<String> permissions,
            List<Provides> provides,
            List<Owns> owns,
            List<Edge> dependencies,
            boolean exclusiveSwap,
            String json) {
        this(
                id,
                version,
                kind,
                description,
                displayName,
                serverEntry,
                sdkAbi,
                requestedPorts,
                permissions,
                provides,
                owns,
                dependencies,
                exclusiveSwap,
                json,
                ManifestDetails.NONE);
    }

    /** A capability it provides. */
    public record Provides(String capability, SemVer version) {}

    /** A capability id it claims for its scope; {@code open} lets any scope provide it (MAN-113). */
    public record Owns(String capability, boolean open) {}

    /** Returns what people call it, {@code @acme/crm-connector 1.4.0}. */
    public String subject() {
        return id + " " + version;
    }
}
