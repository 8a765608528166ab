/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.port.InputSchema;
import dev.berth.manifest.port.ObjectInput;
import dev.berth.manifest.port.ObjectInput.Registered;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.ObjectsPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.testkit.memory.Memory.Row;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects with all their versions (PORT-89 to PORT-91). */
final class MemoryObjects implements ObjectsPort {
    private static final InputSchema ANYTHING = new InputSchema(Optional.empty());

    private final MemoryHost host;
    private final ObjectInput rules;
    private final PortInput input;
    private final Map<ObjectType, InputSchema> schemas = new ConcurrentHashMap<>();

    MemoryObjects(MemoryHost host) {
        this.host = host;
        this.rules = new ObjectInput(host.problems, host.setup.dependencies());
        this.input = new PortInput(host.problems, PortName.OBJECTS);
    }

    private static Row row(String organization, String typeId, String id) {
        return new Row(PortName.OBJECTS, organization, typeId + " " + id);
    }

    @Override
    public Registration registerType(ObjectType type) {
        Registered taken = rules.registered(type);
        return host.register(Channel.OBJECT_TYPE, taken.type().typeId(), "", taken.type());
    }

    @Override
    public <T> Optional<T> read(String typeId, String id, Class<T> type) {
        String organization = host.organization(PortName.OBJECTS, "read");
        String taken = rules.typeId("read", typeId);
        Row row = row(organization, taken, rules.id(PortInput.call("read", taken), id));
        Class<T> asked = input.present(PortInput.call("read", taken), type);
        List<ObjectVersion> versions = versions(row);
        try {
            return versions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(versions.get(versions.size() - 1).value().as(asked));
        } catch (JsonMismatchException e) {
            return Optional.empty();
        }
    }

    @Override
    public ObjectRef write(String typeId, Object value) {
        String organization = host.organization(PortName.OBJECTS, "write");
        String taken = rules.typeId("write", typeId);
        String call = PortInput.call("write", taken);
        JsonValue json = StrictJson.parse(input.json(call, input.present(call, value), ObjectInput.LIMIT));
        Optional<String> given = rules.idOf(call, json);
        rules.fits(call, schema(taken), json);
        rules.references(call, json);
        return host.with(held -> {
            String id = given.orElse("object-" + (held.objects.size() + 1));
            Row row = row(organization, taken, id);
            List<ObjectVersion> versions = new ArrayList<>(held.objects.getOrDefault(row, List.of()));
            versions.add(
                    new ObjectVersion(versions.size() + 1, host.setup.clock().instant(), json));
            host.write(memory -> memory.objects.put(row, List.copyOf(versions)));
            return new ObjectRef(taken, id, versions.size());
        });
    }

    @Override
    public List<ObjectVersion> history(String typeId, String id) {
        String organization = host.organization(PortName.OBJECTS, "history");
        String taken = rules.typeId("history", typeId);
        return versions(row(organization, taken, rules.id(PortInput.call("history", taken), id)));
    }

    /** Nobody registers the types of other packages here, so that anything fits them. */
    private Optional<InputSchema> schema(String typeId) {
        if (host.setup.inert() || !typeId.startsWith(host.setup.id() + ":")) {
            return Optional.of(ANYTHING);
        }
        return host.with(held -> held.of(host.setup.id(), Channel.OBJECT_TYPE)
                        .filter(type -> type.key().equals(typeId))
                        .findFirst())
                .map(type -> schemas.computeIfAbsent(
                        (ObjectType) type.value(), registered -> new InputSchema(registered.ioSpec())));
    }

    private List<ObjectVersion> versions(Row row) {
        return host.with(held -> held.objects.getOrDefault(row, List.of()));
    }
}
