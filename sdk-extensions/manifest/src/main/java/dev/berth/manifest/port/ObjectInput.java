/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What types of objects and their names must be (PORT-89, PORT-90).
 *
 * @param dependencies the packages that the manifest names
 */
public record ObjectInput(PortProblems problems, Set<ExtensionId> dependencies) {
    /** Objects are smaller, in bytes of JSON. */
    public static final int LIMIT = 1024 * 1024;

    private PortInput input() {
        return new PortInput(problems, PortName.OBJECTS);
    }

    /** Takes a type that is to be registered. */
    public ObjectType registered(@Nullable ObjectType given) {
        ObjectType type = input().present("registerType", given);
        String typeId = form("registerType", type.typeId());
        if (!owner(typeId).equals(problems.id().value())) {
            throw foreign("registerType", typeId, "which is not its own");
        }
        if (type.ioSpec() == null || type.extra() == null) {
            throw input().refused(
                            PortInput.call("registerType", typeId), "a schema and members that may be empty", "null");
        }
        return type;
    }

    /** Takes the id of a type that is read or written: its own, or a dependency's. */
    public String typeId(String method, @Nullable String given) {
        String typeId = form(method, given);
        String owner = owner(typeId);
        if (!owner.equals(problems.id().value())
                && dependencies.stream().noneMatch(id -> id.value().equals(owner))) {
            throw foreign(method, typeId, "whose package its manifest does not name");
        }
        return typeId;
    }

    private String form(String method, @Nullable String typeId) {
        int colon = typeId == null ? -1 : typeId.indexOf(':');
        if (typeId == null
                || colon < 0
                || !ExtensionId.isValid(typeId.substring(0, colon))
                || !PortInput.KEY.matcher(typeId.substring(colon + 1)).matches()) {
            throw input().refused(
                            method, "a type id such as \"" + problems.id() + ":invoice\"", PortInput.shown(typeId));
        }
        return typeId;
    }

    private static String owner(String typeId) {
        return typeId.substring(0, typeId.indexOf(':'));
    }

    private PortException foreign(String method, String typeId, String why) {
        return problems.refused(
                ProblemCode.PORT_INPUT_INVALID,
                PortName.OBJECTS,
                PortInput.call(method, typeId),
                "for a type " + why,
                "name the package in \"dependencies\", or use a type of your own.");
    }
}
