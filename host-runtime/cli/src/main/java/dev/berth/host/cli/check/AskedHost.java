/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.check;

import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.input.PolicyFile;
import dev.berth.conformance.run.KnownHost;
import dev.berth.host.cli.client.HostAddress;
import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.HostFile;
import dev.berth.host.cli.client.HostFinder;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.session.Session;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a running host for what the gates need to know of it. */
final class AskedHost {
    private static final String TOOL = "tool ";

    private AskedHost() {}

    static KnownHost ask(URI url, Session session) {
        HostClient host = new HostClient(address(url, session));
        String abi = host.get("/api/status").string("abi").orElseThrow();
        List<Neighbour> extensions = Json.objects(host.get("/api/extensions"), "extensions").stream()
                .map(extension -> Json.text(extension, "id"))
                .filter(ExtensionId::isValid)
                .map(id -> host.get(HostClient.path("extensions", ExtensionId.of(id))))
                .map(AskedHost::neighbour)
                .flatMap(Optional::stream)
                .toList();
        return new KnownHost(abi, PolicyFile.ofHost(host.get("/api/policy")), extensions);
    }

    /** The host of this home has its token there; that of any other comes from BERTH_TOKEN. */
    private static HostAddress address(URI url, Session session) {
        return HostFinder.find(
                session.home(),
                isAtHome(url, session) ? Optional.empty() : Optional.of(url),
                session.surroundings().variable("BERTH_TOKEN"),
                session.command());
    }

    private static boolean isAtHome(URI url, Session session) {
        try {
            return HostFile.read(session.home())
                    .map(file -> trimmed(file.url()).equals(trimmed(url)))
                    .orElse(false);
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            return false;
        }
    }

    private static String trimmed(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    private static Optional<Neighbour> neighbour(JsonObject detail) {
        Optional<ExtensionManifest> manifest = detail.string("manifest").flatMap(new ManifestValidator()::reread);
        Set<String> tools = Json.texts(detail, "registrations").stream()
                .filter(text -> text.startsWith(TOOL))
                .map(text -> text.substring(TOOL.length()))
                .collect(Collectors.toUnmodifiableSet());
        return manifest.map(found -> new Neighbour(
                found.id(),
                found.kind(),
                found.details().exportedPackages(),
                tools,
                found.provides(),
                Optional.empty()));
    }
}
