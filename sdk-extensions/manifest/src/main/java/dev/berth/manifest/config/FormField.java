/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.ProblemCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A field of a form, judged by the row of its kind. */
record FormField(Part part, boolean hasEntry, Set<String> keys) {
    static final List<String> TONES = List.of("default", "destructive", "warning", "success", "info");

    /** Judges the field and returns its kind, if it is one of those that are allowed here. */
    Optional<FormKind> judge(List<String> allowed) {
        Optional<FormKind> kind = part.object().text("kind").flatMap(text -> FormKind.find(text.value()));
        if (kind.isEmpty()) {
            part.word("kind", allowed, ProblemCode.CONFIG_SCHEMA_KIND);
            return kind;
        }
        List<String> known = new ArrayList<>(List.of("kind", "label", "description"));
        kind.get().properties().forEach(property -> known.add(property.name()));
        part.refuseUnknown(known);
        part.text("label", ProblemCode.CONFIG_SCHEMA_LABEL);
        part.optionalText("description");
        for (Property property : kind.get().properties()) {
            if (property.required() || part.object().get(property.name()).isPresent()) {
                judge(property);
            }
        }
        if (kind.get() == FormKind.NUMBER) {
            judgeBounds();
        }
        return kind;
    }

    private void judge(Property property) {
        String name = property.name();
        Property.Check check = property.check();
        Optional<Node> value = part.object().get(name);
        switch (check) {
            case KEY -> judgeKey(name);
            case ACTION -> judgeAction(name);
            case TEXT -> part.text(name, check.code());
            case FLAG, FLAG_DEFAULT -> expect(value.orElse(null) instanceof Node.Bool, property);
            case CONFIRM ->
                expect(
                        value.orElse(null) instanceof Node.Bool
                                || part.object()
                                        .text(name)
                                        .filter(text -> !text.isBlank())
                                        .isPresent(),
                        property);
            case NUMBER -> expect(value.orElse(null) instanceof Node.Num, property);
            case TONE -> part.word(name, TONES, check.code());
            case OPTION_DEFAULT -> expect(FormLists.optionValues(part).contains(text(name)), property);
            case OPTIONS -> FormLists.options(part, property);
            case BADGES -> FormLists.badges(part, property);
            case VARIANTS -> FormLists.variants(part, property);
            case ITEM_FIELDS -> FormLists.itemFields(part, property, hasEntry);
        }
    }

    private void expect(boolean fits, Property property) {
        if (!fits) {
            part.report(
                    property.check().code(), property.name(), property.check().valid());
        }
    }

    private String text(String name) {
        return part.object().text(name).map(Node.Text::value).orElse("");
    }

    private void judgeKey(String name) {
        if (!Part.isKey(text(name))) {
            part.report(ProblemCode.CONFIG_SCHEMA_KEY, name, Property.Check.KEY.valid());
        } else if (!keys.add(text(name))) {
            part.report(ProblemCode.CONFIG_SCHEMA_KEY, name, "a key that is not used before");
        }
    }

    private void judgeAction(String name) {
        if (!Part.isKey(text(name))) {
            part.report(ProblemCode.CONFIG_SCHEMA_ACTION, name, Property.Check.ACTION.valid());
        } else if (!hasEntry) {
            part.findings()
                    .add(part.fault(ProblemCode.CONFIG_SCHEMA_ACTION, name)
                            .says("needs code that registers the action \"" + text(name) + "\"")
                            .found("no \"serverEntry\"")
                            .author("add \"serverEntry\", or a field that needs no action"));
        }
    }

    private void judgeBounds() {
        Optional<BigDecimal> min = number("min");
        Optional<BigDecimal> max = number("max");
        Optional<BigDecimal> value = number("defaultValue");
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            part.report(ProblemCode.CONFIG_SCHEMA_NUMBER, "min", "at most max, " + max.get());
        }
        if (number("step").filter(step -> step.signum() <= 0).isPresent()) {
            part.report(ProblemCode.CONFIG_SCHEMA_NUMBER, "step", "a number above 0");
        }
        boolean below = value.isPresent() && min.isPresent() && value.get().compareTo(min.get()) < 0;
        boolean above = value.isPresent() && max.isPresent() && value.get().compareTo(max.get()) > 0;
        if (below || above) {
            part.report(ProblemCode.CONFIG_SCHEMA_NUMBER, "defaultValue", "a number between min and max");
        }
    }

    private Optional<BigDecimal> number(String name) {
        return part.object().get(name).filter(Node.Num.class::isInstance).map(value -> ((Node.Num) value).value());
    }
}
