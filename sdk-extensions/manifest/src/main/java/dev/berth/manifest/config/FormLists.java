/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The lists inside fields: options, badges, variants, and the fields of an item. */
final class FormLists {
    private static final List<String> BADGE_VARIANTS =
            List.of("outline", "secondary", "destructive", "success", "warning", "info", "ghost", "muted");
    private static final List<String> ITEM_KINDS = List.of("text", "secret");

    private FormLists() {}

    static Set<String> optionValues(Part field) {
        return field.array("options").stream()
                .flatMap(list -> list.items().stream())
                .filter(Node.Obj.class::isInstance)
                .flatMap(option -> ((Node.Obj) option).text("value").stream())
                .map(Node.Text::value)
                .collect(Collectors.toSet());
    }

    static void options(Part field, Property property) {
        Set<String> values = new HashSet<>();
        each(field, property, 1, option -> {
            option.refuseUnknown(List.of("value", "label", "adminOnly"));
            option.text("value", property.check().code())
                    .filter(value -> !values.add(value.value()))
                    .ifPresent(value ->
                            option.report(property.check().code(), "value", "a value that no other option has"));
            option.text("label", ProblemCode.CONFIG_SCHEMA_LABEL);
            Optional<Node> adminOnly = option.object().get("adminOnly");
            if (adminOnly.isPresent() && !(adminOnly.get() instanceof Node.Bool)) {
                option.report(ProblemCode.CONFIG_SCHEMA_PROPERTY, "adminOnly", "true or false");
            }
        });
    }

    static void badges(Part field, Property property) {
        each(field, property, 0, badge -> {
            badge.refuseUnknown(List.of("key", "label", "variant"));
            badge.text("key", ProblemCode.CONFIG_SCHEMA_PROPERTY);
            badge.text("label", ProblemCode.CONFIG_SCHEMA_LABEL);
            badge.word("variant", BADGE_VARIANTS, ProblemCode.CONFIG_SCHEMA_VARIANT);
        });
    }

    static void variants(Part field, Property property) {
        Set<String> names = new HashSet<>();
        each(field, property, 1, variant -> {
            variant.refuseUnknown(List.of("name", "tone", "message"));
            String name = variant.object().text("name").map(Node.Text::value).orElse("");
            if (!Part.isKey(name)) {
                variant.report(property.check().code(), "name", Property.Check.KEY.valid());
            } else if (!names.add(name)) {
                variant.report(property.check().code(), "name", "a name that no other variant has");
            }
            variant.word("tone", FormField.TONES, property.check().code());
            variant.text("message", ProblemCode.CONFIG_SCHEMA_PROPERTY);
        });
    }

    static void itemFields(Part field, Property property, boolean hasEntry) {
        Set<String> keys = new HashSet<>();
        each(field, property, 1, item -> {
            Optional<Node.Text> kind = item.object().text("kind");
            if (kind.isPresent() && ITEM_KINDS.contains(kind.get().value())) {
                new FormField(item, hasEntry, keys).judge(ITEM_KINDS);
            } else {
                item.word("kind", ITEM_KINDS, property.check().code());
            }
        });
    }

    private static void each(Part field, Property property, int least, Consumer<Part> judge) {
        Optional<Node.Arr> list = field.array(property.name());
        if (list.isEmpty() || list.get().items().size() < least) {
            field.report(
                    property.check().code(), property.name(), property.check().valid());
            return;
        }
        List<Node> items = list.get().items();
        for (int i = 0; i < items.size(); i++) {
            String path = field.path() + "." + property.name() + "[" + i + "]";
            if (items.get(i) instanceof Node.Obj object) {
                judge.accept(new Part(object, path, field.findings()));
            } else {
                field.findings()
                        .add(field.fault(property.check().code(), property.name())
                                .valid("an array of objects")
                                .found(Quoted.of(items.get(i)) + " in it"));
            }
        }
    }
}
