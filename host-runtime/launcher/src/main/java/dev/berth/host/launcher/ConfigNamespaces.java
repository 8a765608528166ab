/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.HostBuilder;
import dev.berth.host.namespace.NamespaceRules;
import dev.berth.manifest.json.Node;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The keys {@code reservedNamespaceParts}, {@code approvedNamespaces} and {@code contact}: what this host may be called (LIFE-156). */
final class ConfigNamespaces {
    private static final int LONGEST_CONTACT = 200;

    private final ConfigInput input;
    private SortedSet<String> reserved = new TreeSet<>();
    private SortedSet<String> approved = new TreeSet<>();
    private Optional<String> contact = Optional.empty();

    ConfigNamespaces(ConfigInput input) {
        this.input = input;
    }

    void read(Node.Obj root) {
        reserved = names(
                root,
                "reservedNamespaceParts",
                NamespaceRules::isPart,
                "a list of parts of names, in lower-case letters, digits and hyphens, such as \"acme\"");
        approved = names(
                root, "approvedNamespaces", NamespaceRules::isForm, "a list of namespaces such as \"berth-labs\"");
        root.get("contact").ifPresent(this::contact);
    }

    private SortedSet<String> names(Node.Obj root, String key, Predicate<String> fits, String valid) {
        return root.get(key)
                .flatMap(value ->
                        input.texts(value, key, valid, text -> Optional.of(text).filter(fits)))
                .<SortedSet<String>>map(TreeSet::new)
                .orElseGet(TreeSet::new);
    }

    private void contact(Node value) {
        if (value instanceof Node.Text text
                && !text.isBlank()
                && text.value().length() <= LONGEST_CONTACT
                && text.value().codePoints().noneMatch(Character::isISOControl)) {
            contact = Optional.of(text.value());
        } else {
            input.shape(value, "contact", "one line that says whom to ask, at most " + LONGEST_CONTACT + " characters");
        }
    }

    /** Tells a builder. */
    void say(HostBuilder builder) {
        builder.namespaces(new NamespaceRules(reserved, approved, contact));
    }
}
