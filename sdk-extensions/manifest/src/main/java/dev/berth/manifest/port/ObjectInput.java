/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What types of objects, their names and objects themselves must be (PORT-89 to PORT-91).
 *
 * @param dependencies the packages that the manifest names
 */
public record ObjectInput(PortProblems problems, Set<ExtensionId> dependencies) {
    /** Objects are smaller, in bytes of JSON. */
    public static final int LIMIT = 1024 * 1024;

    private static final int MOST_REFERENCES = 1000;
    private static final int SHOWN_FAULTS = 5;
    private static final int LONGEST_ID = 128;
    private static final String ID_FORM = "text of 1 to " + LONGEST_ID + " visible characters, not blank at either end";
    private static final Pattern BLANK_END = Pattern.compile("^[\\p{C}\\p{Z}]|[\\p{C}\\p{Z}]$|^$");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private PortInput input() {
        return new PortInput(problems, PortName.OBJECTS);
    }

    /** A type that is to be registered, and what judges its objects. */
    public record Registered(ObjectType type, InputSchema schema) {}

    /** Another object that a value refers to. */
    public record Reference(String typeId, String id) {}

    /** Takes a type that is to be registered. */
    public Registered registered(@Nullable ObjectType given) {
        ObjectType type = input().present("registerType", given);
        String typeId = form("registerType", type.typeId());
        String call = PortInput.call("registerType", typeId);
        if (!owner(typeId).equals(problems.id().value())) {
            throw foreign(call, typeId, "which is not its own");
        }
        if (type.ioSpec() == null || type.extra() == null) {
            throw input().refused(call, "a schema and members that may be empty", "null");
        }
        input().json(call, type, PortInput.VALUE_LIMIT);
        try {
            return new Registered(type, InputSchema.judged(type.ioSpec()));
        } catch (IllegalArgumentException e) {
            throw input().refused(
                            call,
                            "an ioSpec that is a JSON Schema 2020-12 and refers to nothing outside of itself",
                            String.valueOf(e.getMessage()));
        }
    }

    /** Takes the id of a type that is read or written: its own, or a dependency's. */
    public String typeId(String method, @Nullable String given) {
        return reachable(method, form(method, given), "whose package its manifest does not name");
    }

    /** Takes the id of an object. */
    public String id(String call, @Nullable String given) {
        if (given == null || !isId(given)) {
            throw input().refused(call, "an id, " + ID_FORM, PortInput.shown(given));
        }
        return given;
    }

    /** Returns the id that a value has as its member {@code id}, if that is text; a value without one is a new object. */
    public Optional<String> idOf(String call, JsonValue value) {
        Optional<String> id = value instanceof JsonObject object ? object.string("id") : Optional.empty();
        return id.map(text -> id(call, text));
    }

    /**
     * Judges an object by its type.
     *
     * @param schema what the type registered; empty if nobody has registered it
     */
    public void fits(String call, Optional<InputSchema> schema, JsonValue value) {
        List<String> faults = schema.orElseThrow(
                        () -> input().refused(call, "a type that is registered", "none of this name now"))
                .faults(value);
        if (!faults.isEmpty()) {
            int hidden = faults.size() - SHOWN_FAULTS;
            throw input().refused(
                            call,
                            "a value that fits the type's ioSpec",
                            faults.stream().limit(SHOWN_FAULTS).collect(Collectors.joining("; "))
                                    + (hidden > 0 ? "; and " + hidden + " more" : ""));
        }
    }

    /**
     * Returns the references in a value: the JSON of an {@code ObjectRef}, an object of exactly {@code typeId} and {@code id}, with
     * or without {@code version}.
     */
    public Set<Reference> references(String call, JsonValue value) {
        Set<Reference> found = new LinkedHashSet<>();
        visit(value, found);
        if (found.size() > MOST_REFERENCES) {
            throw input().refused(call, "at most " + MOST_REFERENCES + " references", Integer.toString(found.size()));
        }
        for (Reference reference : found) {
            reachable(
                    call,
                    reference.typeId(),
                    "to which a reference points and whose package its manifest does not name");
            id(call, reference.id());
        }
        return found;
    }

    private static void visit(JsonValue value, Set<Reference> found) {
        if (value instanceof JsonArray array) {
            array.items().forEach(item -> visit(item, found));
        } else if (value instanceof JsonObject object) {
            reference(object)
                    .ifPresentOrElse(
                            found::add, () -> object.members().values().forEach(member -> visit(member, found)));
        }
    }

    private static Optional<Reference> reference(JsonObject object) {
        boolean versioned =
                object.get("version").filter(JsonNumber.class::isInstance).isPresent();
        if (object.members().size() != (versioned ? 3 : 2)) {
            return Optional.empty();
        }
        return object.string("typeId")
                .filter(ObjectInput::isTypeId)
                .flatMap(typeId -> object.string("id").map(id -> new Reference(typeId, id)));
    }

    /** Tells whether a text can be the id of an object. */
    public static boolean isId(String id) {
        return id.length() <= LONGEST_ID
                && !BLANK_END.matcher(id).find()
                && !INVISIBLE.matcher(id).find();
    }

    /** Tells whether a text has the form of a type's id. */
    public static boolean isTypeId(String text) {
        int colon = text.indexOf(':');
        return colon >= 0
                && ExtensionId.isValid(text.substring(0, colon))
                && PortInput.KEY.matcher(text.substring(colon + 1)).matches();
    }

    private String form(String method, @Nullable String typeId) {
        if (typeId == null || !isTypeId(typeId)) {
            throw input().refused(
                            method, "a type id such as \"" + problems.id() + ":invoice\"", PortInput.shown(typeId));
        }
        return typeId;
    }

    private String reachable(String method, String typeId, String why) {
        String owner = owner(typeId);
        if (!owner.equals(problems.id().value())
                && dependencies.stream().noneMatch(id -> id.value().equals(owner))) {
            throw foreign(PortInput.call(method, typeId), typeId, why);
        }
        return typeId;
    }

    private static String owner(String typeId) {
        return typeId.substring(0, typeId.indexOf(':'));
    }

    private PortException foreign(String call, String typeId, String why) {
        return problems.refused(
                ProblemCode.OBJECT_TYPE_FOREIGN,
                PortName.OBJECTS,
                call,
                "for the type \"" + typeId + "\" of " + owner(typeId) + ", " + why,
                "name the package in \"dependencies\", or use a type of your own.");
    }
}
