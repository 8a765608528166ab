/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One object of a file of the operator: reads its members by type, and hands on what is wrong with them. */
public final class Section {
    private static final String BLANK = "";

    private final @Nullable Section parent;
    private final String name;
    private final Node.Obj object;
    private final Faults faults;

    /** Hears of everything that is wrong. */
    @FunctionalInterface
    interface Faults {
        void add(Place place, String field, String needed, String found);
    }

    Section(Node.Obj object, Faults faults) {
        this(null, BLANK, object, faults);
    }

    private Section(@Nullable Section parent, String name, Node.Obj object, Faults faults) {
        this.parent = parent;
        this.name = name;
        this.object = object;
        this.faults = faults;
    }

    String path(String member) {
        String own = parent == null ? name : parent.path(name);
        return own.isEmpty() ? member : own + "." + member;
    }

    /** Says what is wrong with a member. */
    public void fault(String member, String needed, String found) {
        Place place = object.get(member).map(Node::place).orElse(object.place());
        faults.add(place, path(member), needed, found);
    }

    /** Refuses members that mean nothing here. */
    public void only(Set<String> known) {
        for (Node.Member member : object.members()) {
            if (!known.contains(member.name())) {
                String near = NearMisses.of(member.name(), known).stream()
                        .findFirst()
                        .map(one -> ", near " + Quoted.of(one))
                        .orElse(BLANK);
                faults.add(
                        member.namePlace(),
                        path(member.name()),
                        "one of " + String.join(", ", known.stream().sorted().toList()),
                        Quoted.of(member.name()) + near);
            }
        }
    }

    /** Tells whether a member is there. */
    public boolean has(String member) {
        return object.get(member).isPresent();
    }

    /** Refuses that a member is missing. */
    public void require(String member, String needed) {
        if (!has(member)) {
            fault(member, needed, "none");
        }
    }

    /** Returns a text that must be there; a fault and a text without a meaning if it is not. */
    public String text(String member, String needed) {
        require(member, needed);
        return optional(member, needed).orElse(BLANK);
    }

    /** Returns a text if it is there; a fault if it is something else. */
    public Optional<String> optional(String member, String needed) {
        Optional<Node> value = object.get(member);
        Optional<String> text = object.text(member).map(Node.Text::value).filter(found -> !found.isBlank());
        if (value.isPresent() && text.isEmpty()) {
            fault(member, needed, Quoted.of(value.get()));
        }
        return text;
    }

    /** Tells whether a member is true. */
    public boolean flag(String member) {
        Optional<Node> value = object.get(member);
        if (value.isPresent() && !(value.get() instanceof Node.Bool)) {
            fault(member, "true or false", Quoted.of(value.get()));
        }
        return value.filter(node -> node instanceof Node.Bool bool && bool.value())
                .isPresent();
    }

    /** Returns an address of the right form, if the member is one; else a fault. */
    public Optional<URI> uri(String member, String needed, Predicate<URI> fits) {
        Optional<String> text = optional(member, needed);
        Optional<URI> uri = text.flatMap(Section::parse).filter(fits);
        if (text.isPresent() && uri.isEmpty()) {
            fault(member, needed, Quoted.of(text.get()));
        }
        return uri;
    }

    /** Returns an address that requests may go to; {@code "private"} beside it says that it may lie in a network of the operator's. */
    public Target target(String member) {
        boolean isPrivate = has("private") && flag("private");
        require(member, Target.NEEDED);
        return uri(member, Target.NEEDED, uri -> new Target(uri, isPrivate).isSafe())
                .map(uri -> new Target(uri, isPrivate))
                .orElse(new Target(URI.create("https://localhost"), false));
    }

    private static Optional<URI> parse(String text) {
        try {
            URI uri = URI.create(text);
            boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return whole ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns a list of texts. */
    public List<String> texts(String member, String needed) {
        List<String> texts = new ArrayList<>();
        Optional<Node> value = object.get(member);
        if (value.isPresent() && value.get() instanceof Node.Arr array) {
            array.items().forEach(item -> {
                if (item instanceof Node.Text text && !text.isBlank()) {
                    texts.add(text.value());
                } else {
                    fault(member, needed, Quoted.of(item));
                }
            });
        } else if (value.isPresent()) {
            fault(member, needed, Quoted.of(value.get()));
        }
        return texts;
    }

    /** Returns the objects in a member that is an object, by name. */
    public Map<String, Section> sections(String member) {
        Map<String, Section> sections = new LinkedHashMap<>();
        section(member)
                .ifPresent(inner -> inner.object
                        .members()
                        .forEach(each ->
                                inner.section(each.name()).ifPresent(section -> sections.put(each.name(), section))));
        return sections;
    }

    /** Returns the texts in a member that is an object, by name. */
    public Map<String, String> pairs(String member, String needed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        section(member)
                .ifPresent(inner -> inner.object
                        .members()
                        .forEach(each ->
                                inner.optional(each.name(), needed).ifPresent(text -> pairs.put(each.name(), text))));
        return pairs;
    }

    /** Returns a member that is an object. */
    public Optional<Section> section(String member) {
        Optional<Node> value = object.get(member);
        if (value.isPresent() && !(value.get() instanceof Node.Obj)) {
            // Not the value: somebody may have written a secret there.
            fault(member, "an object", "another value");
        }
        return value.filter(Node.Obj.class::isInstance).map(node -> new Section(this, member, (Node.Obj) node, faults));
    }
}
