/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.objects;

import dev.berth.host.live.Contribution.Type;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.host.port.objects.ObjectStore.Draft;
import dev.berth.host.port.objects.ObjectStore.Key;
import dev.berth.host.port.objects.ObjectStore.Reference;
import dev.berth.host.port.objects.ObjectStore.Version;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.port.InputSchema;
import dev.berth.manifest.port.ObjectInput;
import dev.berth.manifest.port.ObjectInput.Registered;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.ObjectsPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The objects port (PORT-89 to PORT-91). */
public final class ObjectsHandle extends PortHandle implements ObjectsPort {
    private final Registrations registrations;
    private final LiveView view;
    private final StagedWrites writes;
    private final ObjectStore store;
    private final Clock clock;
    private final ObjectInput rules;
    private final AtomicLong order = new AtomicLong();

    /** A version that a hook has written; the order tells those of one object apart. */
    private record Staged(Key key, long order) implements StagedWrites.Place<Draft> {}

    /** Binds the port to a revision. */
    public ObjectsHandle(Binding binding, ObjectStore store, Clock clock) {
        super(binding.access(), PortName.OBJECTS);
        this.registrations = binding.registrations();
        this.view = binding.view();
        this.writes = binding.writes();
        this.store = store;
        this.clock = clock;
        this.rules = new ObjectInput(
                access.problems(),
                binding.manifest().dependencies().stream()
                        .filter(PackageEdge.class::isInstance)
                        .map(edge -> ((PackageEdge) edge).target())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Registration registerType(ObjectType type) {
        check("registerType");
        Registered taken = rules.registered(type);
        return registrations.add(new Type(access.owner(), taken.type(), taken.schema()));
    }

    @Override
    public <T> Optional<T> read(String typeId, String id, Class<T> type) {
        check("read");
        Key key = key("read", typeId, id);
        Class<T> asked = arguments.present(PortInput.call("read", typeId), type);
        List<Draft> staged = staged(key);
        Optional<String> json = staged.isEmpty()
                ? store.newest(key).map(Version::json)
                : Optional.of(staged.get(staged.size() - 1).json());
        try {
            return json.map(text -> StrictJson.parse(text).as(asked));
        } catch (JsonMismatchException e) {
            return Optional.empty();
        }
    }

    @Override
    public ObjectRef write(String typeId, Object value) {
        check("write");
        String organization = organization("write");
        TypeId type = type("write", typeId);
        String call = PortInput.call("write", typeId);
        String json = arguments.json(call, arguments.present(call, value), ObjectInput.LIMIT);
        JsonValue given = StrictJson.parse(json);
        Optional<String> id = rules.idOf(call, given);
        rules.fits(call, schema(type), given);
        Set<Reference> references = rules.references(call, given).stream()
                .map(one -> new Reference(TypeId.of(one.typeId()), one.id()))
                .collect(Collectors.toUnmodifiableSet());
        Instant now = clock.instant();
        Key key = new Key(type, organization, id.orElseGet(() -> newId(now)));
        Draft draft = new Draft(key, now, json, references);
        int before = staged(key).size();
        AtomicInteger kept = new AtomicInteger();
        writes.write(new Staged(key, order.incrementAndGet()), Optional.of(draft), () -> kept.set(store.append(draft)));
        return new ObjectRef(typeId, key.id(), kept.get() > 0 ? kept.get() : newest(key) + before + 1);
    }

    @Override
    public List<ObjectVersion> history(String typeId, String id) {
        check("history");
        Key key = key("history", typeId, id);
        List<Draft> staged = staged(key);
        List<ObjectVersion> versions = new ArrayList<>();
        store.history(key, 0, Integer.MAX_VALUE)
                .forEach(kept ->
                        versions.add(new ObjectVersion(kept.number(), kept.at(), StrictJson.parse(kept.json()))));
        staged.forEach(draft ->
                versions.add(new ObjectVersion(versions.size() + 1, draft.at(), StrictJson.parse(draft.json()))));
        return List.copyOf(versions);
    }

    private List<Draft> staged(Key key) {
        return writes.staged(Staged.class, place -> place.key().equals(key));
    }

    private int newest(Key key) {
        return store.newest(key).map(Version::number).orElse(0);
    }

    private Key key(String method, String typeId, String id) {
        String organization = organization(method);
        TypeId type = type(method, typeId);
        return new Key(type, organization, rules.id(PortInput.call(method, typeId), id));
    }

    private TypeId type(String method, String typeId) {
        return TypeId.of(rules.typeId(method, typeId));
    }

    /** What is registered in this very hook is not in the view yet. */
    private Optional<InputSchema> schema(TypeId type) {
        return registrations.all().stream()
                .filter(one -> one.slot().equals(Type.slot(type.toString())))
                .map(Type.class::cast)
                .findFirst()
                .or(() -> view.get().find(type.owner(), Type.slot(type.toString()), Type.class))
                .map(Type::schema);
    }

    /** A UUID of version 7, which sorts by the time it was made (RFC 9562). */
    private static String newId(Instant now) {
        UUID random = UUID.randomUUID();
        long high = (now.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0x0fff);
        return new UUID(high, random.getLeastSignificantBits()).toString();
    }
}
