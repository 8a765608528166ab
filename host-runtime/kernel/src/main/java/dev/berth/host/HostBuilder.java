/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.HostConfig.Watched;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.boot.RequiredExtensions;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Tier;
import dev.berth.host.grant.GrantPolicy;
import dev.berth.host.grant.PortSet;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.namespace.NamespaceRules;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.port.McpPort.ExternalMcpServer;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes a host before it starts. Not for use by several threads. */
public final class HostBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(HostBuilder.class);

    private Path home = Path.of(System.getProperty("user.home"), ".berth");
    private Optional<DatabaseAddress> database = Optional.empty();
    private RuntimeMode mode = RuntimeMode.PRODUCTION;
    private Tenancy tenancy = Tenancy.SINGLE;
    private Set<Tier> autoApprovePorts = GrantPolicy.DEFAULT_TIERS;
    private Set<String> officialScopes = Set.of();
    private final Map<Class<?>, String> contracts = new HashMap<>();
    private final Map<ExtensionId, PortSet> preapproved = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();
    private final SortedMap<String, URI> externalServers = new TreeMap<>();
    private Optional<URI> publicBaseUrl = Optional.empty();
    private Optional<SecretKeys> secretKeys = Optional.empty();
    private Deadlines deadlines = Deadlines.DEFAULT;
    private final Map<ExtensionId, Deadlines> ownDeadlines = new HashMap<>();
    private final Map<ExtensionId, Probation.Policy> probations = new HashMap<>();
    private RequiredExtensions required = RequiredExtensions.NONE;
    private Optional<Path> bundled = Optional.empty();
    private final Set<String> skipped = new HashSet<>();
    private boolean safeMode;
    private boolean fixtures = true;
    private List<String> productionDatabases = List.of();
    private NamespaceRules namespaces = NamespaceRules.DEFAULT;
    private final Map<String, Path> mounts = new HashMap<>();
    private Watched watched = Watched.NOBODY;
    private Clock clock = Clock.systemUTC();
    private Consumer<Problem> warnings = problem -> LOG.warn("{}", problem.text());

    HostBuilder() {}

    /** Sets the folder of everything the host keeps; default {@code ~/.berth}. */
    public HostBuilder home(Path folder) {
        home = folder;
        return this;
    }

    /** Keeps rows in a database of a PostgreSQL server, which one host at a time may use; default is a file in the home. */
    public HostBuilder database(DatabaseAddress address) {
        database = Optional.of(address);
        return this;
    }

    /** Sets development mode, in which unsigned packages need no consent; default is production. */
    public HostBuilder mode(RuntimeMode value) {
        mode = value;
        return this;
    }

    /**
     * Shares an interface of this program, and its package, with the extensions: they use this class instead of a copy of theirs.
     *
     * @param packageVersion the version that extensions import, {@code 1.0.0}
     */
    public HostBuilder contract(Class<?> type, String packageVersion) {
        contracts.put(type, packageVersion);
        return this;
    }

    /** Approves ports of an extension by configuration (PORT-36). */
    public HostBuilder grant(String extensionId, PortName... ports) {
        preapproved.put(ExtensionId.of(extensionId), PortSet.of(Set.of(ports)));
        return this;
    }

    /** Approves what extensions of these trust tiers request; only those that are official, by default (PORT-35). */
    public HostBuilder autoApprovePorts(Tier... tiers) {
        autoApprovePorts = Set.of(tiers);
        return this;
    }

    /** Names the scopes, {@code @acme} or {@code acme}, whose packages are official if a key of theirs signed them; none by default (TRUST-88). */
    public HostBuilder officialScopes(String... scopes) {
        officialScopes = Arrays.stream(scopes)
                .map(scope -> scope.startsWith("@") ? scope.substring(1) : scope)
                .collect(Collectors.toUnmodifiableSet());
        return this;
    }

    /**
     * Serves several organisations: that of a call comes from who calls, and hooks have none. By default there is one,
     * {@code default}, in every call (PORT-62).
     */
    public HostBuilder multiTenant(boolean value) {
        tenancy = value ? Tenancy.SEVERAL : Tenancy.SINGLE;
        return this;
    }

    /** Sets a flag that extensions may ask for. */
    public HostBuilder flag(String name, String value) {
        flags.put(name, value);
        return this;
    }

    /** Names an MCP server outside of this host to its extensions; the host itself does not talk to it. */
    public HostBuilder externalMcpServer(String name, URI url) {
        externalServers.put(name, url);
        return this;
    }

    /** Sets the address that extensions may tell others. */
    public HostBuilder publicBaseUrl(URI url) {
        publicBaseUrl = Optional.of(url);
        return this;
    }

    /** Sets where the keys of secrets are kept; by default in {@code BERTH_SECRET_KEY}, else in a file in the home. */
    public HostBuilder secretKeys(SecretKeys keys) {
        secretKeys = Optional.of(keys);
        return this;
    }

    /** Sets how long hooks and calls may take. */
    public HostBuilder deadlines(Deadlines value) {
        deadlines = value;
        return this;
    }

    /** Sets how long the hooks and calls of one extension may take, in the place of what holds for all (LIFE-26). */
    public HostBuilder deadlines(String extensionId, Deadlines value) {
        ownDeadlines.put(ExtensionId.of(extensionId), value);
        return this;
    }

    /** Watches each new version of an extension: one that fails more often than this gives way to the one before (LIFE-101). */
    public HostBuilder probation(String extensionId, Probation.Policy policy) {
        probations.put(ExtensionId.of(extensionId), policy);
        return this;
    }

    /** Requires extensions: without them a host in production does not start (LIFE-140 to LIFE-143). */
    public HostBuilder required(RequiredExtensions value) {
        required = value;
        return this;
    }

    /**
     * Requires an extension at a version of this range, {@code ^1.2}.
     *
     * @throws IllegalArgumentException if the range is malformed (MAN-126)
     */
    public HostBuilder required(String extensionId, String range) {
        VersionRange pin = VersionRange.dependency(range)
                .orElseThrow(() -> new IllegalArgumentException("A pin is a range like ^1.2; found \"" + range + "\""));
        return required(required.with(ExtensionId.of(extensionId), pin, "required"));
    }

    /** Sets the folder of packages that come with the host and are installed at its start (LIFE-65). */
    public HostBuilder bundled(Path folder) {
        bundled = Optional.of(folder);
        return this;
    }

    /**
     * Switches a phase of the boot off, such as {@code collect-garbage} (LIFE-64).
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code usage-invalid} if there is no such phase, or it may not be skipped
     */
    public HostBuilder skip(String phase) {
        skipped.add(BootPhase.requireSwitchable(phase));
        return this;
    }

    /** Activates only the required extensions at the start, to mend what keeps the host from starting (LIFE-66). */
    public HostBuilder safeMode(boolean value) {
        safeMode = value;
        return this;
    }

    /** Turns the seeding of fixtures off, or on again, which it is in development. */
    public HostBuilder fixtures(boolean value) {
        fixtures = value;
        return this;
    }

    /** Names the database hosts on which nothing is purged, each with all below it, {@code db.example.com} (LIFE-118). */
    public HostBuilder productionDatabases(String... hosts) {
        productionDatabases = List.of(hosts);
        return this;
    }

    /** Sets which namespaces it may have (LIFE-156). */
    public HostBuilder namespaces(NamespaceRules value) {
        namespaces = value;
        return this;
    }

    /**
     * Binds a folder to a name that permissions use: an extension that holds {@code fs:read:reports} reads in the folder of the mount
     * {@code reports}.
     */
    public HostBuilder mount(String name, Path folder) {
        mounts.put(name, folder);
        return this;
    }

    /** Notes what these extensions do without a permission, and lets it through, to find out what they need. */
    public HostBuilder watched(Watched value) {
        watched = value;
        return this;
    }

    /** Sets the time. */
    public HostBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Takes what an operator should know and nobody has to wait for, on any thread; by default it goes to the log. */
    public HostBuilder warnings(Consumer<Problem> taker) {
        warnings = taker;
        return this;
    }

    /** Builds it, with the parts that a {@link HostAssembly} on the class path opens. */
    public HostRuntime build() {
        HostAssembly assembly = ServiceLoader.load(HostAssembly.class, HostAssembly.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "A host needs a HostAssembly on the class path; found none. Add the dependency dev.berth:berth-launcher."));
        return build(assembly);
    }

    /** Builds it with these parts. */
    public HostRuntime build(HostAssembly assembly) {
        HostConfig config = new HostConfig(
                home,
                database,
                mode,
                tenancy,
                contracts,
                preapproved,
                autoApprovePorts,
                officialScopes,
                flags,
                externalServers.entrySet().stream()
                        .map(server -> new ExternalMcpServer(server.getKey(), server.getValue()))
                        .toList(),
                publicBaseUrl,
                secretKeys,
                deadlines,
                ownDeadlines,
                probations,
                required,
                bundled,
                skipped,
                safeMode,
                fixtures,
                productionDatabases,
                namespaces,
                mounts,
                watched,
                clock,
                warnings);
        return new HostRuntime(config, assembly);
    }
}
