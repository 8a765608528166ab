/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;

/**
 * Reads one YAML document from outside into {@link Node}s, strictly as JSON would be: no anchors, aliases or tags, each key
 * once, nesting at most 32. Works on the parser's events, since composing a hostile document costs stack and memory.
 */
public final class LocatedYaml {
    private static final int LONGEST = 64 * 1024;

    private final Iterator<Event> events;
    private final int lineOffset;

    private LocatedYaml(Iterator<Event> events, int lineOffset) {
        this.events = events;
        this.lineOffset = lineOffset;
    }

    /** What was read: a node, or the first fault. */
    public sealed interface Result {
        /** The document. */
        record Read(Node root) implements Result {}

        /** What breaks it. */
        record Broken(SyntaxFault fault) implements Result {}
    }

    /**
     * Reads a document.
     *
     * @param lineOffset how many lines stand before it in its file
     */
    public static Result read(String text, int lineOffset) {
        Place start = new Place(lineOffset + 1, 1);
        if (text.length() > LONGEST) {
            return new Result.Broken(
                    new SyntaxFault(start, "at most 64 KB of YAML", text.length() + " characters", Optional.empty()));
        }
        LoadSettings settings = LoadSettings.builder().setLabel("yaml").build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new LocatedYaml(events, lineOffset).document(start);
        } catch (Refused e) {
            return new Result.Broken(e.fault());
        } catch (MarkedYamlEngineException e) {
            Place place =
                    e.getProblemMark().map(mark -> place(mark, lineOffset)).orElse(start);
            return new Result.Broken(new SyntaxFault(
                    place, "well-formed YAML", Quoted.of(String.valueOf(e.getProblem())), Optional.empty()));
        } catch (YamlEngineException | IllegalArgumentException e) {
            // The scanner answers some escapes and characters with these, without a mark.
            return new Result.Broken(
                    new SyntaxFault(start, "well-formed YAML", "characters that YAML does not have", Optional.empty()));
        }
    }

    private Result document(Place start) {
        events.next();
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            return new Result.Read(new Node.Null(start));
        }
        Node root = node(events.next(), 1);
        events.next();
        Event last = events.next();
        if (last.getEventId() != Event.ID.StreamEnd) {
            throw new Refused(new SyntaxFault(place(last), "one YAML document", "a second one", Optional.empty()));
        }
        return new Result.Read(root);
    }

    private Node node(Event event, int depth) {
        Place place = place(event);
        if (event.getEventId() == Event.ID.Alias
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw new Refused(new SyntaxFault(place, "plain values", "an anchor or alias", "write the value out"));
        }
        if (depth > LocatedJson.DEEPEST) {
            throw new Refused(new SyntaxFault(
                    place,
                    "nesting of at most " + LocatedJson.DEEPEST + " levels",
                    "level " + depth,
                    "flatten the value"));
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), place);
            return scalar(scalar, place);
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuseTag(sequence.getTag(), place);
            return sequence(place, depth);
        }
        refuseTag(((MappingStartEvent) event).getTag(), place);
        return mapping(place, depth);
    }

    private Node.Arr sequence(Place place, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Arr(items, place);
    }

    private Node.Obj mapping(Place place, int depth) {
        List<Node.Member> members = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Place namePlace = place(event);
            if (!(event instanceof ScalarEvent scalar) || scalar.getAnchor().isPresent()) {
                throw new Refused(new SyntaxFault(namePlace, "a text as key", "another value", Optional.empty()));
            }
            String name = scalar.getValue();
            if (seen.putIfAbsent(name, namePlace) != null) {
                throw new Refused(new SyntaxFault(
                        namePlace, "each key once", "the key " + Quoted.of(name) + " again", "keep one of the two"));
            }
            members.add(new Node.Member(name, namePlace, node(events.next(), depth + 1)));
        }
        return new Node.Obj(members, place);
    }

    private static Node scalar(ScalarEvent scalar, Place place) {
        String value = scalar.getValue();
        Tag tag = scalar.isPlain() ? new JsonScalarResolver().resolve(value, true) : Tag.STR;
        if (tag.equals(Tag.NULL)) {
            return new Node.Null(place);
        }
        if (tag.equals(Tag.BOOL)) {
            return new Node.Bool(value.equals("true"), place);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(value, place);
        }
        return new Node.Text(value, place);
    }

    /** What YAML calls a number and Java does not, or not within bounds, stays a text. */
    private static Node number(String value, Place place) {
        try {
            BigDecimal number = new BigDecimal(value);
            boolean fits = Math.abs((long) number.scale()) <= LocatedJson.LARGEST_EXPONENT;
            return fits ? new Node.Num(number, place) : new Node.Text(value, place);
        } catch (NumberFormatException e) {
            return new Node.Text(value, place);
        }
    }

    private static void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            throw new Refused(
                    new SyntaxFault(place, "plain values", "the tag " + Quoted.of(tag.get()), "remove the tag"));
        }
    }

    private Place place(Event event) {
        return event.getStartMark().map(mark -> place(mark, lineOffset)).orElse(new Place(lineOffset + 1, 1));
    }

    private static Place place(Mark mark, int lineOffset) {
        return new Place(lineOffset + mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Ends the walk at the first fault; never leaves this class. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SyntaxFault fault;

        Refused(SyntaxFault fault) {
            super(null, null, false, false);
            this.fault = fault;
        }

        SyntaxFault fault() {
            return fault;
        }
    }
}
