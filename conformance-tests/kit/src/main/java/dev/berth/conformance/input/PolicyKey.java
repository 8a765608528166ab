/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.input;

import dev.berth.manifest.Kind;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.value.ExtensionId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of a policy file: a row each. */
enum PolicyKey {
    ALLOWED_SCOPES("allowedScopes", Shape.LISTS, Names.SCOPES),
    REQUIRED_EXTENSIONS("requiredExtensions", Shape.IDS, Names.EXTENSIONS),
    TRUSTED_DEPENDENCY_SCOPES("trustedDependencyScopes", Shape.LIST, Names.NOTHING),
    NAMING_EXCEPTIONS("naming.exceptions", Shape.IDS, Names.EXTENSIONS),
    TOPOLOGY_EXCEPTIONS("naming.topologyExceptions", Shape.LIST, Names.EXTENSIONS),
    RETIRED("naming.retired", Shape.TEXTS, Names.NOTHING),
    README_LEAST("readme.minBytes", Shape.COUNT, Names.NOTHING),
    README_MOST("readme.maxBytes", Shape.COUNT, Names.NOTHING),
    LICENSE_SCOPES("license.scopes", Shape.LISTS, Names.SCOPES),
    LICENSE_DEFAULT("license.default", Shape.LIST_OR_NULL, Names.NOTHING),
    PERMISSIVE("license.permissive", Shape.LIST, Names.NOTHING),
    COPYLEFT("license.copyleft", Shape.LIST, Names.NOTHING),
    TRUSTED_URLS("review.trustedUrls", Shape.LIST, Names.URLS),
    CREDENTIAL_PREFIXES("review.credentialPrefixes", Shape.LIST, Names.NOTHING),
    MODELS("review.models", Shape.LISTS, Names.NOTHING),
    CAPABILITIES("review.capabilities", Shape.LISTS, Names.NOTHING);

    private final String path;
    private final Shape shape;
    private final Names names;

    PolicyKey(String path, Shape shape, Names names) {
        this.path = path;
        this.shape = shape;
        this.names = names;
    }

    /** What the entries of a list name; a vocabulary names nothing, and can not be stale (GATE-11). */
    enum Names {
        EXTENSIONS,
        SCOPES,
        URLS,
        NOTHING
    }

    /** What a value must look like. */
    enum Shape {
        LIST("an array of texts"),
        IDS("an array of extension ids such as \"@acme/crm-connector\""),
        LIST_OR_NULL("an array of texts, or null to refuse every scope that \"license.scopes\" does not name"),
        LISTS("an object of arrays of texts"),
        TEXTS("an object of texts"),
        COUNT("a count of bytes, 0 or more");

        private final String valid;

        Shape(String valid) {
            this.valid = valid;
        }

        String valid() {
            return valid;
        }

        boolean fits(Node value) {
            return switch (this) {
                case LIST -> isList(value);
                case IDS -> isList(value) && texts(value).stream().allMatch(ExtensionId::isValid);
                case LIST_OR_NULL -> value instanceof Node.Null || isList(value);
                case LISTS ->
                    value instanceof Node.Obj object
                            && object.members().stream().allMatch(member -> isList(member.value()));
                case TEXTS ->
                    value instanceof Node.Obj object
                            && object.members().stream().allMatch(member -> member.value() instanceof Node.Text);
                case COUNT ->
                    value instanceof Node.Num number
                            && number.integer().isPresent()
                            && number.integer().getAsInt() >= 0;
            };
        }

        private static boolean isList(Node value) {
            return value instanceof Node.Arr array && array.items().stream().allMatch(Node.Text.class::isInstance);
        }
    }

    /** Returns the texts of an array that fits. */
    static List<String> texts(Node value) {
        return value instanceof Node.Arr array
                ? array.items().stream().map(item -> ((Node.Text) item).value()).toList()
                : List.of();
    }

    /** Returns its path in the file, {@code naming.exceptions}. */
    String path() {
        return path;
    }

    Shape shape() {
        return shape;
    }

    Names names() {
        return names;
    }

    /** Returns what is valid beyond the shape, if the value breaks it. */
    Optional<Node.Member> unknownKind(Node value) {
        List<String> kinds = Arrays.stream(Kind.values()).map(Kind::toString).toList();
        return this == ALLOWED_SCOPES && value instanceof Node.Obj object
                ? object.members().stream()
                        .filter(member -> !kinds.contains(member.name()))
                        .findFirst()
                : Optional.empty();
    }
}
