/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static java.util.Objects.requireNonNull;

import dev.berth.host.activation.Deadlines;
import dev.berth.host.boot.RequiredExtensions;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Tier;
import dev.berth.host.grant.PortSet;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.namespace.NamespaceRules;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.sdk.port.McpPort.ExternalMcpServer;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a host is set up.
 *
 * @param home the folder of everything it keeps
 * @param database where rows are kept; without one, in a file in the home
 * @param mode development accepts unsigned packages without consent (LIFE-75)
 * @param tenancy one organisation, or several (PORT-62)
 * @param contracts interfaces of the embedding program that extensions share with it, with the version of their package
 * @param preapproved ports that this configuration approves (PORT-36)
 * @param autoApprovePorts the tiers whose extensions get the ports they request (PORT-35)
 * @param officialScopes the scopes whose signed packages are official, without {@code @} (TRUST-88)
 * @param flags what {@code RuntimePort.flag} answers
 * @param externalServers what {@code McpPort.externalServers} answers, by name
 * @param publicBaseUrl the address of the host, if it serves one
 * @param secretKeys where the keys of secrets are kept, if not in the environment or the home
 * @param deadlines how long hooks and calls may take
 * @param ownDeadlines those of single extensions, in the place of these (LIFE-26)
 * @param probations the extensions that are watched after an update (LIFE-101)
 * @param required the extensions that it is to have (LIFE-140)
 * @param bundled the folder of packages that come with it, if there is one (LIFE-65)
 * @param skipped the boot phases that are switched off (LIFE-64)
 * @param safeMode activate required extensions only at the start (LIFE-66)
 * @param fixtures seed what extensions want to find, in development (LIFE-61)
 * @param productionDatabases database hosts on which nothing is purged, each with all below it (LIFE-118)
 * @param namespaces which namespaces it may have (LIFE-156)
 * @param mounts the folders that extensions may be given, by the names that permissions use
 * @param watched tells of which extensions the use of permissions they do not hold is noted and let through
 * @param clock the time
 * @param warnings takes what an operator should know and nobody has to wait for
 */
public record HostConfig(
        Path home,
        Optional<DatabaseAddress> database,
        RuntimeMode mode,
        Tenancy tenancy,
        Map<Class<?>, String> contracts,
        Map<ExtensionId, PortSet> preapproved,
        Set<Tier> autoApprovePorts,
        Set<String> officialScopes,
        Map<String, String> flags,
        List<ExternalMcpServer> externalServers,
        Optional<URI> publicBaseUrl,
        Optional<SecretKeys> secretKeys,
        Deadlines deadlines,
        Map<ExtensionId, Deadlines> ownDeadlines,
        Map<ExtensionId, Probation.Policy> probations,
        RequiredExtensions required,
        Optional<Path> bundled,
        Set<String> skipped,
        boolean safeMode,
        boolean fixtures,
        List<String> productionDatabases,
        NamespaceRules namespaces,
        Map<String, Path> mounts,
        Watched watched,
        Clock clock,
        Consumer<Problem> warnings) {

    /** Copies the collections; nothing may be null. */
    public HostConfig {
        requireNonNull(home, "home");
        requireNonNull(mode, "mode");
        requireNonNull(tenancy, "tenancy");
        requireNonNull(deadlines, "deadlines");
        requireNonNull(required, "required");
        requireNonNull(namespaces, "namespaces");
        requireNonNull(watched, "watched");
        requireNonNull(clock, "clock");
        requireNonNull(warnings, "warnings");
        contracts = Map.copyOf(contracts);
        preapproved = Map.copyOf(preapproved);
        autoApprovePorts = Set.copyOf(autoApprovePorts);
        officialScopes = Set.copyOf(officialScopes);
        flags = Map.copyOf(flags);
        productionDatabases = List.copyOf(productionDatabases);
        externalServers = List.copyOf(externalServers);
        ownDeadlines = Map.copyOf(ownDeadlines);
        probations = Map.copyOf(probations);
        skipped = Set.copyOf(skipped);
        mounts = Map.copyOf(mounts);
    }

    /** Tells whether the use of permissions that an extension does not hold is noted and let through. */
    public boolean watches(ExtensionId id) {
        return watched.all() || watched.some().contains(id);
    }

    /** Of whom the host notes, and lets through, what their permissions do not give: of all, or of some. */
    public record Watched(boolean all, Set<ExtensionId> some) {
        /** Nobody: what is not granted is refused. */
        public static final Watched NOBODY = new Watched(false, Set.of());

        /** Everybody. */
        public static final Watched ALL = new Watched(true, Set.of());

        /** Copies. */
        public Watched {
            some = Set.copyOf(some);
        }

        /** Returns whom, sorted: {@code all}, or ids. */
        List<String> names() {
            return all
                    ? List.of("all")
                    : some.stream().map(ExtensionId::value).sorted().toList();
        }
    }

    /** Returns how long the hooks and calls of an extension may take. */
    public Deadlines deadlines(ExtensionId id) {
        return ownDeadlines.getOrDefault(id, deadlines);
    }
}
