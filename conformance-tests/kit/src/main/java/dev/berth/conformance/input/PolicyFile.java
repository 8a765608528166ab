/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.input;

import dev.berth.conformance.Policy;
import dev.berth.conformance.policy.LicensePolicy;
import dev.berth.conformance.policy.NamingPolicy;
import dev.berth.conformance.policy.ReadmePolicy;
import dev.berth.conformance.policy.ReviewPolicy;
import dev.berth.manifest.Kind;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is decided outside of the rules, key by key: a file, or a host, over the defaults that ship as {@code policy.json} (GATE-9). */
public final class PolicyFile {
    private static final String DEFAULTS = "policy.json";

    private final String name;
    private final Map<PolicyKey, Node> given;
    private final Map<PolicyKey, Node> values;

    private PolicyFile(String name, Map<PolicyKey, Node> given, Map<PolicyKey, Node> values) {
        this.name = name;
        this.given = given;
        this.values = values;
    }

    /** Returns the defaults. */
    public static PolicyFile defaults() {
        return new PolicyFile(DEFAULTS, Map.of(), shipped());
    }

    /**
     * Reads a file. Each key of it replaces the default.
     *
     * @throws ProblemException with every {@code policy-invalid} of the file
     */
    public static PolicyFile read(Path file) {
        InputFile input = new InputFile(InputFile.shown(file));
        return new PolicyFile(input.name(), given(input, input.read(file)), Map.of()).over(defaults());
    }

    /**
     * Reads the file that a host goes by, if there is one.
     *
     * @throws ProblemException with every {@code policy-invalid} of the file
     */
    public static Optional<PolicyFile> ofHost(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        InputFile input = new InputFile(InputFile.shown(file), "The host was not started.");
        return Optional.of(new PolicyFile(input.name(), given(input, input.read(file)), Map.of()).over(defaults()));
    }

    /**
     * Takes what a running host answered, which is {@link #toJson} of its policy (GATE-1). Whether its entries still name
     * something is not for a check to say.
     *
     * @throws ProblemException with every {@code policy-invalid}, such as a key that this version does not know
     */
    public static PolicyFile ofHost(JsonObject answer) {
        InputFile input = new InputFile("the policy of the host");
        Map<PolicyKey, Node> all = shipped();
        all.putAll(given(input, input.read(answer.toString().getBytes(StandardCharsets.UTF_8))));
        return new PolicyFile(input.name(), Map.of(), all);
    }

    private static Map<PolicyKey, Node> given(InputFile input, Optional<Node.Obj> root) {
        Map<PolicyKey, Node> given = root.map(object -> values(object, input)).orElseGet(Map::of);
        List<Problem> problems = input.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return given;
    }

    /** Puts what this file says over what another one decides. */
    public PolicyFile over(PolicyFile other) {
        Map<PolicyKey, Node> all = new EnumMap<>(other.values);
        all.putAll(given);
        return new PolicyFile(name, given, all);
    }

    /** Returns every key with its value, as a policy file has them. */
    public JsonObject toJson() {
        Map<String, JsonValue> root = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            List<String> path = List.of(key.path().split("\\.", 2));
            if (path.size() == 1) {
                root.put(path.get(0), value.toJson());
            } else {
                JsonObject section = (JsonObject) root.getOrDefault(path.get(0), JsonObject.of());
                root.put(path.get(0), section.with(path.get(1), value.toJson()));
            }
        });
        return new JsonObject(root);
    }

    private static Map<PolicyKey, Node> shipped() {
        try (InputStream in = Objects.requireNonNull(PolicyFile.class.getResourceAsStream(DEFAULTS))) {
            InputFile input = new InputFile(DEFAULTS);
            Map<PolicyKey, Node> values = input.read(in.readAllBytes())
                    .map(root -> values(root, input))
                    .orElseGet(Map::of);
            if (!input.problems().isEmpty() || values.size() < PolicyKey.values().length) {
                throw new IllegalStateException("The shipped policy must be whole: " + input.problems());
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<PolicyKey, Node> values(Node.Obj root, InputFile input) {
        Map<PolicyKey, Node> values = new EnumMap<>(PolicyKey.class);
        section(root, "", input, values);
        return values;
    }

    private static void section(Node.Obj section, String prefix, InputFile input, Map<PolicyKey, Node> values) {
        Set<String> known = new LinkedHashSet<>();
        Arrays.stream(PolicyKey.values())
                .map(PolicyKey::path)
                .filter(path -> path.startsWith(prefix))
                .forEach(path -> known.add(path.substring(prefix.length()).replaceAll("\\..*", "")));
        if (prefix.isEmpty()) {
            known.add("$schema");
        }
        for (Node.Member member : section.members()) {
            String path = prefix + member.name();
            Optional<PolicyKey> key = Arrays.stream(PolicyKey.values())
                    .filter(each -> each.path().equals(path))
                    .findFirst();
            if (key.isPresent()) {
                value(key.get(), member.value(), input, values);
            } else if (!known.contains(member.name())) {
                input.unknown(member, path, known);
            } else if (member.value() instanceof Node.Obj inner) {
                section(inner, path + ".", input, values);
            } else if (!path.equals("$schema")) {
                input.shape(member.value(), path, "an object");
            }
        }
    }

    private static void value(PolicyKey key, Node value, InputFile input, Map<PolicyKey, Node> values) {
        Optional<Node.Member> unknown = key.unknownKind(value);
        if (!key.shape().fits(value)) {
            input.shape(value, key.path(), key.shape().valid());
        } else if (unknown.isPresent()) {
            input.unknown(
                    unknown.get(),
                    key.path() + "." + unknown.get().name(),
                    Arrays.stream(Kind.values()).map(Kind::toString).toList());
        } else {
            values.put(key, value);
        }
    }

    /** Returns the policy, for a host of this ABI. */
    public Policy policy(String hostAbi) {
        return new Policy(
                new ManifestPolicy(
                        hostAbi, ids(PolicyKey.NAMING_EXCEPTIONS), scopes(), ids(PolicyKey.REQUIRED_EXTENSIONS)),
                new NamingPolicy(Set.copyOf(list(PolicyKey.TOPOLOGY_EXCEPTIONS)), texts(PolicyKey.RETIRED)),
                new ReadmePolicy(count(PolicyKey.README_LEAST), count(PolicyKey.README_MOST)),
                new LicensePolicy(
                        sets(PolicyKey.LICENSE_SCOPES),
                        value(PolicyKey.LICENSE_DEFAULT) instanceof Node.Null
                                ? Optional.empty()
                                : Optional.of(Set.copyOf(list(PolicyKey.LICENSE_DEFAULT))),
                        Set.copyOf(list(PolicyKey.PERMISSIVE)),
                        Set.copyOf(list(PolicyKey.COPYLEFT))),
                new ReviewPolicy(
                        list(PolicyKey.TRUSTED_URLS),
                        list(PolicyKey.CREDENTIAL_PREFIXES),
                        sets(PolicyKey.MODELS),
                        sets(PolicyKey.CAPABILITIES)));
    }

    /** Returns the name of the file as problems show it. */
    String name() {
        return name;
    }

    /** Returns what the file itself says, without the defaults. */
    Map<PolicyKey, Node> given() {
        return given;
    }

    private Node value(PolicyKey key) {
        return Objects.requireNonNull(values.get(key));
    }

    private List<String> list(PolicyKey key) {
        return PolicyKey.texts(value(key));
    }

    private Set<ExtensionId> ids(PolicyKey key) {
        Set<ExtensionId> ids = new LinkedHashSet<>();
        list(key).forEach(id -> ids.add(ExtensionId.of(id)));
        return ids;
    }

    private int count(PolicyKey key) {
        return ((Node.Num) value(key)).integer().orElseThrow();
    }

    private Map<String, String> texts(PolicyKey key) {
        Map<String, String> texts = new LinkedHashMap<>();
        ((Node.Obj) value(key))
                .members()
                .forEach(member -> texts.put(member.name(), ((Node.Text) member.value()).value()));
        return texts;
    }

    /** Scopes may be written with or without {@code @}. */
    private Map<String, Set<String>> sets(PolicyKey key) {
        Map<String, Set<String>> sets = new LinkedHashMap<>();
        ((Node.Obj) value(key)).members().forEach(member -> sets.put(scope(member.name()), texts(member.value())));
        return sets;
    }

    private static Set<String> texts(Node value) {
        return PolicyKey.texts(value).stream().map(PolicyFile::scope).collect(Collectors.toUnmodifiableSet());
    }

    static String scope(String text) {
        return text.startsWith("@") ? text.substring(1) : text;
    }

    private Map<Kind, Set<String>> scopes() {
        Map<Kind, Set<String>> scopes = new EnumMap<>(Kind.class);
        sets(PolicyKey.ALLOWED_SCOPES)
                .forEach((name, allowed) -> Arrays.stream(Kind.values())
                        .filter(kind -> kind.toString().equals(name))
                        .forEach(kind -> scopes.put(kind, allowed)));
        return scopes;
    }
}
