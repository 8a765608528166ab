/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges a settings form as a whole: a console only ever gets a valid one (MAN-200 to MAN-209). */
public final class ConfigSchema {
    /** The name of the field. */
    public static final String FIELD = "configSchema";

    private static final List<String> KEYS = List.of("title", "description", "fields");
    private static final Map<FormKind.Store, PortName> PORTS =
            Map.of(FormKind.Store.SETTINGS, PortName.SETTINGS, FormKind.Store.SECRETS, PortName.SECRETS);

    private final Findings findings;
    private final boolean hasEntry;
    private final Set<PortName> requested;
    private final Set<FormKind.Store> unreadable = EnumSet.noneOf(FormKind.Store.class);

    private ConfigSchema(Findings findings, boolean hasEntry, Set<PortName> requested) {
        this.findings = findings;
        this.hasEntry = hasEntry;
        this.requested = requested;
    }

    /**
     * Judges a form.
     *
     * @param hasEntry whether the extension has code, which alone can register actions
     * @param requested the ports it requests, without which it cannot read what is stored
     * @return the form as it stands; it is worth nothing if an error was found
     */
    public static Optional<JsonObject> judge(Node value, boolean hasEntry, Set<PortName> requested, Findings findings) {
        if (!(value instanceof Node.Obj schema)) {
            findings.add(Fault.of(ProblemCode.CONFIG_SCHEMA_TYPE, Findings.at(value.place(), FIELD))
                    .valid("an object with fields")
                    .found(value));
            return Optional.empty();
        }
        new ConfigSchema(findings, hasEntry, requested).judge(schema);
        return Optional.of((JsonObject) schema.toJson());
    }

    private void judge(Node.Obj schema) {
        Part root = new Part(schema, FIELD, findings);
        root.refuseUnknown(KEYS);
        root.optionalText("title");
        root.optionalText("description");
        Optional<Node> fields = schema.get("fields");
        if (!(fields.orElse(schema) instanceof Node.Arr list) || list.items().isEmpty()) {
            root.report(ProblemCode.CONFIG_SCHEMA_FIELDS_EMPTY, "fields", "an array of at least one field");
            return;
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            String path = FIELD + ".fields[" + i + "]";
            if (item instanceof Node.Obj field) {
                new FormField(new Part(field, path, findings), hasEntry, keys)
                        .judge(FormKind.texts())
                        .ifPresent(kind -> checkPort(kind, field.place(), path));
            } else {
                findings.add(Fault.of(ProblemCode.CONFIG_SCHEMA_FIELDS_EMPTY, Findings.at(item.place(), path))
                        .valid("an object")
                        .found(item));
            }
        }
    }

    /** Tells it once for each store: the fields after the first one have the same cause. */
    private void checkPort(FormKind kind, Place place, String path) {
        PortName port = PORTS.get(kind.store());
        if (port != null && !requested.contains(port) && unreadable.add(kind.store())) {
            findings.add(Fault.of(ProblemCode.CONFIG_SCHEMA_PORT_NOT_REQUESTED, Findings.at(place, path))
                    .says("needs the port " + port + " to read what this field stores")
                    .but("\"requestedHostPorts\" does not list it")
                    .then("The value is stored, and the extension cannot read it.")
                    .author("add \"" + port + "\" to \"requestedHostPorts\""));
        }
    }
}
