/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.audit.By;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.Tier;
import dev.berth.host.grant.Decision;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.PortSet;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Things to store. A manifest's text is its subject here: how manifests are read is another module's matter. */
final class Rows {
    static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    static final ExtensionId ASK = ExtensionId.of("@acme/ask-agent");
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

    private Rows() {}

    static ExtensionManifest manifest(String subject) {
        int blank = subject.indexOf(' ');
        String version = subject.substring(blank + 1);
        return new ExtensionManifest(
                ExtensionId.of(subject.substring(0, Math.max(blank, 0))),
                SemVer.parse(version)
                        .orElseThrow(() -> new IllegalArgumentException("\"" + version + "\" is no version")),
                Kind.CONNECTOR,
                "",
                Optional.empty(),
                Optional.empty(),
                VersionRange.abi("^2.0.0").orElseThrow(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                subject);
    }

    static Revision revision(ExtensionId id, int number) {
        return new Revision(
                manifest(id + " 1." + number + ".0"),
                number,
                "%064x".formatted(number),
                "sha256:" + "%064x".formatted(number),
                Tier.UNSIGNED,
                number % 2 == 0 ? new Origin.Sample("crm") : new Origin.File("crm.tgz"),
                NOON.plusSeconds(number));
    }

    static InstalledExtension installed(ExtensionId id, int number) {
        InstalledExtension first = InstalledExtension.of(revision(id, 1), Scope.PLATFORM, Status.ACTIVE);
        return new InstalledExtension(
                revision(id, number),
                IntStream.of(number - 1, number - 2)
                        .filter(earlier -> earlier > 0)
                        .mapToObj(earlier -> revision(id, earlier))
                        .toList(),
                first.rows(),
                Optional.empty());
    }

    static Grant grant(ExtensionId id, PortName... approved) {
        PortSet ports = PortSet.of(Arrays.asList(approved));
        return new Grant(
                id,
                Optional.empty(),
                new Decision(ports, Decision.Status.APPROVED, ports, PortSet.NONE, PortSet.NONE),
                Optional.empty(),
                By.POLICY,
                NOON);
    }

    static AuditLog log(AuditStore store) {
        return new AuditLog(store, Clock.fixed(NOON, ZoneOffset.UTC));
    }
}
