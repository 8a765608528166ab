/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.HostBuilder;
import dev.berth.host.HostConfig.Watched;
import dev.berth.host.boot.RequiredExtensions;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Tier;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads {@code config.json} of a home: which extensions the host requires and brings along, and what it lets single extensions have
 * (LIFE-26, LIFE-65, LIFE-140, PORT-36).
 */
final class ConfigFile {
    static final String NAME = "config.json";

    private static final Set<String> KEYS = Set.of(
            "$schema",
            "requiredExtensions",
            "bundled",
            "grants",
            "deadlines",
            "probation",
            "mounts",
            "auditPermissions",
            "productionDatabases",
            "officialScopes",
            "reservedNamespaceParts",
            "approvedNamespaces",
            "contact",
            "autoApprovePorts");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:_-][A-Za-z0-9.:_-]{0,252}");
    private static final Pattern SCOPE = Pattern.compile("@?[a-z0-9][a-z0-9-]{0,63}");
    private static final int LONGEST_MINUTES = 30 * 24 * 60;
    private static final int MOST_FAILURES = 1_000_000;

    private final Path home;
    private final ConfigInput input;
    private final List<Consumer<HostBuilder>> said = new ArrayList<>();

    private ConfigFile(Path home, ConfigInput input) {
        this.home = home;
        this.input = input;
    }

    /**
     * Reads the file of a home, if it is there; what it says is said to a builder.
     *
     * @throws dev.berth.sdk.problem.ProblemException with every {@code host-config-invalid} of the file
     */
    static Optional<Consumer<HostBuilder>> read(Path home) {
        Path file = home.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ConfigInput input = new ConfigInput(NAME);
        ConfigFile config = new ConfigFile(home, input);
        input.read(file).ifPresent(config::root);
        input.refuse();
        return Optional.of(builder -> config.said.forEach(word -> word.accept(builder)));
    }

    private void root(Node.Obj root) {
        input.only(root, "", KEYS);
        required(root);
        root.get("bundled").ifPresent(this::bundled);
        root.get("productionDatabases").ifPresent(this::productionDatabases);
        root.get("officialScopes").ifPresent(this::officialScopes);
        ConfigNamespaces namespaces = new ConfigNamespaces(input);
        namespaces.read(root);
        said.add(namespaces::say);
        root.get("autoApprovePorts").ifPresent(this::autoApprovePorts);
        input.byExtension(root, "grants", this::grants);
        ConfigDeadlines deadlines = new ConfigDeadlines(input);
        input.byExtension(root, "deadlines", deadlines);
        said.add(deadlines::say);
        input.byExtension(root, "probation", this::probation);
        root.get("mounts").ifPresent(this::mounts);
        root.get("auditPermissions").ifPresent(this::watched);
    }

    private void required(Node.Obj root) {
        RequiredExtensions[] all = {RequiredExtensions.NONE};
        input.byExtension(root, "requiredExtensions", (id, path, value) -> {
            Optional<VersionRange> range = switch (value) {
                case Node.Text text -> range(text, path);
                case Node.Obj pin -> pinned(pin, path);
                default -> {
                    input.shape(
                            value, path, "a range such as \"^1.2\", or an object with \"range\" and \"resolution\"");
                    yield Optional.empty();
                }
            };
            String resolution = value instanceof Node.Obj pin
                    ? pin.text("resolution").map(Node.Text::value).orElse("required")
                    : "required";
            range.ifPresent(pin -> all[0] = all[0].with(id, pin, resolution));
        });
        said.add(builder -> builder.required(all[0]));
    }

    private Optional<VersionRange> pinned(Node.Obj pin, String path) {
        input.only(pin, path + ".", Set.of("range", "resolution"));
        Optional<Node> range = pin.get("range");
        if (range.isEmpty()) {
            input.shape(pin, path, "an object with a \"range\"");
        }
        return range.flatMap(node -> {
            if (node instanceof Node.Text text) {
                return range(text, path + ".range");
            }
            input.shape(node, path + ".range", "a range such as \"^1.2\"");
            return Optional.empty();
        });
    }

    private Optional<VersionRange> range(Node.Text text, String path) {
        Optional<VersionRange> range = VersionRange.dependency(text.value());
        if (range.isEmpty()) {
            input.shape(text, path, "a range such as \"^1.2\", \"1.4.2\" or \"*\"");
        }
        return range;
    }

    private void bundled(Node value) {
        if (value instanceof Node.Text text && !text.isBlank() && text.value().indexOf('\0') < 0) {
            said.add(builder -> builder.bundled(home.resolve(text.value())));
        } else {
            input.shape(value, "bundled", "the path of a folder, in the home or from the root");
        }
    }

    private void productionDatabases(Node value) {
        List<String> hosts = new ArrayList<>();
        List<Node> items = value instanceof Node.Arr list ? list.items() : List.of(value);
        for (Node item : items) {
            if (value instanceof Node.Arr
                    && item instanceof Node.Text text
                    && HOST.matcher(text.value()).matches()) {
                hosts.add(text.value());
            } else {
                input.shape(item, "productionDatabases", "a list of host names such as \"db.example.com\"");
            }
        }
        said.add(builder -> builder.productionDatabases(hosts.toArray(String[]::new)));
    }

    private void officialScopes(Node value) {
        input.texts(
                        value,
                        "officialScopes",
                        "a list of scopes such as \"@acme\"",
                        text -> Optional.of(text)
                                .filter(scope -> SCOPE.matcher(scope).matches())
                                .map(scope -> scope.replace("@", "")))
                .ifPresent(scopes -> said.add(builder ->
                        builder.officialScopes(scopes.stream().distinct().toArray(String[]::new))));
    }

    private void autoApprovePorts(Node value) {
        input.texts(
                        value,
                        "autoApprovePorts",
                        "a list of tiers: " + Arrays.toString(Tier.values()),
                        text -> Arrays.stream(Tier.values())
                                .filter(one -> one.name().equals(text))
                                .findFirst())
                .ifPresent(tiers -> said.add(builder ->
                        builder.autoApprovePorts(tiers.stream().distinct().toArray(Tier[]::new))));
    }

    private void grants(ExtensionId id, String path, Node value) {
        List<PortName> ports = new ArrayList<>();
        if (!(value instanceof Node.Arr list)) {
            input.shape(value, path, "a list of ports");
            return;
        }
        for (Node item : list.items()) {
            Optional<PortName> port = item instanceof Node.Text text
                    ? PortName.find(text.value()).filter(PortName::isPrivileged)
                    : Optional.empty();
            if (port.isEmpty()) {
                input.shape(item, path, "a list of ports that take a grant");
            }
            port.ifPresent(ports::add);
        }
        said.add(builder -> builder.grant(id.value(), ports.toArray(PortName[]::new)));
    }

    private void mounts(Node value) {
        if (!(value instanceof Node.Obj object)) {
            input.shape(value, "mounts", "an object of folders by the names that permissions use");
            return;
        }
        for (Node.Member member : object.members()) {
            if (member.value() instanceof Node.Text text
                    && !text.isBlank()
                    && text.value().indexOf('\0') < 0) {
                said.add(builder -> builder.mount(member.name(), home.resolve(text.value())));
            } else {
                input.shape(member.value(), "mounts." + member.name(), "the absolute path of a folder");
            }
        }
    }

    private void watched(Node value) {
        if (value instanceof Node.Bool all) {
            said.add(builder -> builder.watched(all.value() ? Watched.ALL : Watched.NOBODY));
            return;
        }
        Set<ExtensionId> some = new HashSet<>();
        boolean fits = value instanceof Node.Arr list
                && list.items().stream()
                        .allMatch(item -> item instanceof Node.Text id
                                && ExtensionId.isValid(id.value())
                                && some.add(ExtensionId.of(id.value())));
        if (fits) {
            said.add(builder -> builder.watched(new Watched(false, some)));
        } else {
            input.shape(value, "auditPermissions", "true, false or a list of different extension ids");
        }
    }

    private void probation(ExtensionId id, String path, Node value) {
        if (!(value instanceof Node.Obj object)) {
            input.shape(value, path, "an object with \"minutes\" and \"failures\"");
            return;
        }
        input.only(object, path + ".", Set.of("minutes", "failures"));
        Optional<Integer> minutes = input.required(object, path, "minutes", 1, LONGEST_MINUTES);
        Optional<Integer> failures = input.required(object, path, "failures", 0, MOST_FAILURES);
        if (minutes.isPresent() && failures.isPresent()) {
            Probation.Policy policy = new Probation.Policy(Duration.ofMinutes(minutes.get()), failures.get());
            said.add(builder -> builder.probation(id.value(), policy));
        }
    }
}
