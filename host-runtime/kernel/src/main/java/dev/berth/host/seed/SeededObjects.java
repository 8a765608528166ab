/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.host.live.Contribution.Type;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.ObjectStore.Draft;
import dev.berth.host.port.objects.ObjectStore.Key;
import dev.berth.host.port.objects.TypeId;
import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.port.ObjectInput;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of an organisation as fixtures are written into them. An object has the id that its data say, else that of the fixture;
 * every writing is a version, and one that somebody else has written has no mark (GATE-70).
 *
 * @param organization whose they are
 */
public record SeededObjects(ObjectStore store, LiveRegistry live, Clock clock, String organization)
        implements SeededRows {
    @Override
    public Optional<Seeding.Row> find(ExtensionId extension, Fixture fixture) {
        return store.newest(key(fixture))
                .map(kept -> new Seeding.Row(
                        StrictJson.parse(kept.json()), kept.mark().flatMap(Mark::read)));
    }

    /** What a hook may not write is not seeded either (PORT-89, PORT-90). */
    @Override
    public Optional<String> unfit(ExtensionId extension, Fixture fixture) {
        Optional<Type> type = live.current().find(extension, Type.slot(fixture.key()), Type.class);
        if (type.isEmpty()) {
            return Optional.of("the type " + fixture.key() + " to be registered; found none of this name now");
        }
        List<String> faults = type.get().schema().faults(fixture.value());
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of("data that fit the ioSpec of " + fixture.key() + "; found: " + faults.get(0));
    }

    @Override
    public void write(ExtensionId extension, Fixture fixture, Mark mark) {
        store.append(new Draft(
                key(fixture), clock.instant(), fixture.value().toString(), Set.of(), Optional.of(mark.text())));
    }

    /** The file was judged, so that the type has its form (GATE-64). */
    private Key key(Fixture fixture) {
        String named =
                fixture.value() instanceof JsonObject data ? data.string("id").orElse(fixture.id()) : fixture.id();
        String id = ObjectInput.isId(named) ? named : Checksum.of(new JsonString(named));
        return new Key(TypeId.parse(fixture.key()).orElseThrow(), organization, id);
    }
}
