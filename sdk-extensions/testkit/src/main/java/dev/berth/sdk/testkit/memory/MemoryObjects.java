/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.port.ObjectInput;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.ObjectsPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.testkit.memory.Memory.Row;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects with all their versions (PORT-89 to PORT-91). */
final class MemoryObjects implements ObjectsPort {
    private final MemoryHost host;
    private final ObjectInput rules;
    private final PortInput input;

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
        ObjectType taken = rules.registered(type);
        return host.register(Channel.OBJECT_TYPE, taken.typeId(), "", taken);
    }

    @Override
    public <T> Optional<T> read(String typeId, String id, Class<T> type) {
        String organization = host.organization(PortName.OBJECTS, "read");
        String taken = rules.typeId("read", typeId);
        Row row = row(organization, taken, input.present(PortInput.call("read", taken), id));
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
        JsonValue json = StrictJson.parse(input.json(
                PortInput.call("write", taken),
                input.present(PortInput.call("write", taken), value),
                ObjectInput.LIMIT));
        Optional<String> given = json instanceof JsonObject object ? object.string("id") : Optional.empty();
        return host.with(held -> {
            String id = given.filter(known -> held.objects.containsKey(row(organization, taken, known)))
                    .orElse("object-" + (held.objects.size() + 1));
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
        return versions(row(organization, taken, input.present(PortInput.call("history", taken), id)));
    }

    private List<ObjectVersion> versions(Row row) {
        return host.with(held -> held.objects.getOrDefault(row, List.of()));
    }
}
