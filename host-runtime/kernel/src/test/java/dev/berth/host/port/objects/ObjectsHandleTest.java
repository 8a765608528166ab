/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.live.Caller;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.port.PortFixture;
import dev.berth.manifest.Edge;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.ObjectsPort.ObjectRef;
import dev.berth.sdk.port.ObjectsPort.ObjectVersion;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsHandleTest {
    private static final String CRM = "@acme/crm-connector";
    private static final String CONTACT = CRM + ":contact";
    private static final String NOTE = CRM + ":note";

    record Contact(String id, String name) {}

    private final LiveRegistry live = new LiveRegistry(new MovableClock());
    private final PortFixture crm = on(Manifests.of(CRM, "1.4.0"));

    private PortFixture on(Manifests manifest) {
        PortFixture made = new PortFixture(manifest.ports(PortName.OBJECTS).make(), LiveView.live(live));
        made.grant(PortName.OBJECTS);
        made.registrations.goLive(live, made.registrations.all());
        return made.accepted();
    }

    private static ObjectType type(String id, JsonObject schema) {
        return new ObjectType(id, Optional.of(schema), JsonObject.of());
    }

    @BeforeEach
    void types() {
        JsonObject schema = JsonObject.of(
                "type", "object",
                "properties", JsonObject.of("name", JsonObject.of("type", "string")),
                "required", JsonArray.of("name"));
        crm.ctx.objects().registerType(type(CONTACT, schema));
        crm.ctx.objects().registerType(new ObjectType(NOTE, Optional.empty(), JsonObject.of("icon", "note")));
    }

    private ObjectRef write(String type, Object value) {
        return crm.in("org", () -> crm.ctx.objects().write(type, value));
    }

    private <T> Optional<T> read(String type, String id, Class<T> as) {
        return crm.in("org", () -> crm.ctx.objects().read(type, id, as));
    }

    private List<ObjectVersion> history(String type, String id) {
        return crm.in("org", () -> crm.ctx.objects().history(type, id));
    }

    private static void refused(ProblemCode code, ThrowingCallable call) {
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(call)
                .satisfies(thrown -> assertThat(thrown.problem().code())
                        .as(thrown.getMessage())
                        .isEqualTo(code));
    }

    @Test
    @DisplayName(
            "PORT-91: a string id creates, then appends; the newest is read, and every version is kept, oldest first")
    void versions() {
        assertThat(write(CONTACT, new Contact("ada", "Ada"))).isEqualTo(new ObjectRef(CONTACT, "ada", 1));
        crm.clock.move(Duration.ofMinutes(1));
        assertThat(write(CONTACT, new Contact("ada", "Ada L."))).isEqualTo(new ObjectRef(CONTACT, "ada", 2));
        assertThat(read(CONTACT, "ada", Contact.class)).contains(new Contact("ada", "Ada L."));
        List<ObjectVersion> history = history(CONTACT, "ada");
        assertThat(history).extracting(ObjectVersion::version).containsExactly(1, 2);
        assertThat(history)
                .extracting(version -> version.value().toString())
                .containsExactly("{\"id\":\"ada\",\"name\":\"Ada\"}", "{\"id\":\"ada\",\"name\":\"Ada L.\"}");
        assertThat(Duration.between(history.get(0).writtenAt(), history.get(1).writtenAt()))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("PORT-91: a value without a string id is a new object, whose id sorts by time and can be written to")
    void generatedIds() {
        List<String> ids = new ArrayList<>();
        for (Object value : List.of("text", JsonObject.of("a", 1), JsonObject.of("id", 7), JsonArray.of(1), true)) {
            ObjectRef ref = write(NOTE, value);
            assertThat(ref.version()).isEqualTo(1);
            assertThat(read(NOTE, ref.id(), JsonValue.class)).contains(JsonValue.of(value));
            ids.add(ref.id());
            crm.clock.move(Duration.ofMillis(1));
        }
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(write(NOTE, JsonObject.of("id", ids.get(0))).version()).isEqualTo(2);
    }

    @Test
    @DisplayName("PORT-91: read is empty on a miss and on a type mismatch; history of a miss is empty")
    void misses() {
        write(CONTACT, new Contact("ada", "Ada"));
        assertThat(read(CONTACT, "bob", Contact.class)).isEmpty();
        assertThat(read(NOTE, "ada", Contact.class)).isEmpty();
        assertThat(read(CONTACT, "ada", Integer.class)).isEmpty();
        assertThat(read(CRM + ":never-registered", "ada", JsonValue.class)).isEmpty();
        assertThat(history(CONTACT, "bob")).isEmpty();
        assertThat(crm.<Optional<Contact>>in("other", () -> crm.ctx.objects().read(CONTACT, "ada", Contact.class)))
                .as("PORT-S18: another organisation")
                .isEmpty();
    }

    @Test
    @DisplayName("PORT-61: without an organisation reads and writes are refused")
    void tenancy() throws Exception {
        crm.scope.within(Caller.NOBODY, 0, false, () -> {
            refused(ProblemCode.TENANT_MISSING, () -> crm.ctx.objects().write(NOTE, "a"));
            refused(ProblemCode.TENANT_MISSING, () -> crm.ctx.objects().read(NOTE, "a", String.class));
            refused(ProblemCode.TENANT_MISSING, () -> crm.ctx.objects().history(NOTE, "a"));
            return true;
        });
        assertThat(crm.store.objectRows()).isEmpty();
    }

    @Test
    @DisplayName("PORT-89: a type belongs to the extension in its name; a name of another form is refused")
    void ownership() {
        refused(
                ProblemCode.OBJECT_TYPE_FOREIGN,
                () -> crm.ctx
                        .objects()
                        .registerType(
                                new ObjectType("@other/crm-connector:contact", Optional.empty(), JsonObject.of())));
        for (String name : List.of("", "contact", CRM, CRM + ":", CRM + ":1", CRM + ":a b", CRM + ":a\0", "@:a")) {
            refused(
                    ProblemCode.PORT_INPUT_INVALID,
                    () -> crm.ctx.objects().registerType(new ObjectType(name, Optional.empty(), JsonObject.of())));
            refused(ProblemCode.PORT_INPUT_INVALID, () -> write(name, "a"));
            refused(ProblemCode.PORT_INPUT_INVALID, () -> read(name, "a", String.class));
        }
        assertThat(crm.registrations.all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":7}",
                "{\"type\":\"nothing\"}",
                "{\"pattern\":\"[\"}",
                "{\"properties\":{\"a\":{\"minLength\":-1}}}",
                "{\"$ref\":\"#/$defs/none\"}",
                "{\"$ref\":\"http://127.0.0.1:9/schema.json\"}",
                "{\"properties\":{\"a\":{\"$dynamicRef\":\"file:///etc/passwd\"}}}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}"
            })
    @DisplayName("PORT-89: a bad descriptor throws, and nothing is registered")
    void badDescriptors(String schema) {
        refused(
                ProblemCode.PORT_INPUT_INVALID,
                () -> crm.ctx.objects().registerType(type(CRM + ":bad", (JsonObject)
                        dev.berth.manifest.json.StrictJson.parse(schema))));
        refused(
                ProblemCode.PORT_INPUT_INVALID,
                () -> crm.ctx
                        .objects()
                        .registerType(type(CRM + ":bad", JsonObject.of("title", "x".repeat(256 * 1024)))));
        assertThat(crm.registrations.all()).hasSize(2);
    }

    @Test
    @DisplayName("PORT-89: registration is complete when the call returns; the same name again replaces")
    void replaced() {
        write(CONTACT, new Contact("ada", "Ada"));
        Registration strict = crm.ctx.objects().registerType(type(CONTACT, JsonObject.of("type", "integer")));
        refused(ProblemCode.PORT_INPUT_INVALID, () -> write(CONTACT, new Contact("ada", "Ada")));
        strict.close();
        refused(ProblemCode.PORT_INPUT_INVALID, () -> write(CONTACT, new Contact("ada", "Ada")));
        assertThat(read(CONTACT, "ada", Contact.class))
                .as("what was written stays")
                .isPresent();
        assertThat(crm.store.objectRows()).hasSize(1);
    }

    @Test
    @DisplayName("PORT-90: own types and those of declared dependencies, whatever the edge; others are foreign")
    void reach() {
        PortFixture ask = on(Manifests.of("@acme/ask-agent", "1.0.0").edge(CRM, "^1", Edge.Type.PEER, false));
        ObjectRef ref = ask.in("org", () -> ask.ctx.objects().write(CONTACT, new Contact("eve", "Eve")));
        assertThat(ref).isEqualTo(new ObjectRef(CONTACT, "eve", 1));
        refused(
                ProblemCode.PORT_INPUT_INVALID,
                () -> ask.in("org", () -> ask.ctx.objects().write(CONTACT, Map.of("name", 7))));
        refused(ProblemCode.OBJECT_TYPE_FOREIGN, () -> ask.ctx.objects().registerType(type(NOTE, JsonObject.of())));
        PortFixture stranger = on(Manifests.of("@other/x-connector", "1.0.0"));
        stranger.run("org", () -> {
            refused(
                    ProblemCode.OBJECT_TYPE_FOREIGN,
                    () -> stranger.ctx.objects().write(NOTE, "a"));
            refused(
                    ProblemCode.OBJECT_TYPE_FOREIGN,
                    () -> stranger.ctx.objects().read(NOTE, "a", String.class));
            refused(
                    ProblemCode.OBJECT_TYPE_FOREIGN,
                    () -> stranger.ctx.objects().history(NOTE, "a"));
        });
        assertThat(stranger.store.objectRows()).isEmpty();
    }

    @Test
    @DisplayName("PORT-5, PORT-68: what does not fit the schema, or could not be read again, is refused and not stored")
    void badValues() {
        Object deep = 1;
        for (int i = 0; i < 40; i++) {
            deep = JsonArray.of(deep);
        }
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);
        for (Object value : List.of(deep, cyclic, "\ud800", Thread.currentThread(), Double.NaN, Map.of(7, 7))) {
            refused(ProblemCode.PORT_INPUT_INVALID, () -> write(NOTE, value));
        }
        refused(ProblemCode.PORT_INPUT_INVALID, () -> write(CONTACT, new HashMap<>()));
        refused(ProblemCode.PORT_INPUT_INVALID, () -> write(CONTACT, "text"));
        refused(ProblemCode.PORT_INPUT_INVALID, () -> write(NOTE, "x".repeat(1024 * 1024 - 2)));
        assertThat(crm.store.objectRows()).isEmpty();
        write(NOTE, "x".repeat(1024 * 1024 - 3));
        assertThat(crm.store.objectRows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\n", "a\0b", "\u202e", "\u2028"})
    @DisplayName("PORT-5: an id that cannot be seen is refused")
    void badIds(String id) {
        refused(ProblemCode.PORT_INPUT_INVALID, () -> write(NOTE, JsonObject.of("id", id)));
        refused(ProblemCode.PORT_INPUT_INVALID, () -> read(NOTE, id, String.class));
        refused(ProblemCode.PORT_INPUT_INVALID, () -> history(NOTE, "x".repeat(129)));
        assertThat(crm.store.objectRows()).isEmpty();
        assertThat(write(NOTE, JsonObject.of("id", "ada lovelace/1:é" + "x".repeat(112)))
                        .version())
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "PORT-69, PORT-S22: what a hook writes is seen by it at once, all versions, and vanishes when it is refused")
    void staging() {
        write(NOTE, JsonObject.of("id", "a", "n", 1));
        crm.writes.stage();
        assertThat(write(NOTE, JsonObject.of("id", "a", "n", 2)).version()).isEqualTo(2);
        assertThat(write(NOTE, JsonObject.of("id", "a", "n", 3)).version()).isEqualTo(3);
        assertThat(write(NOTE, JsonObject.of("id", "b")).version()).isEqualTo(1);
        assertThat(read(NOTE, "a", JsonObject.class)).contains(JsonObject.of("id", "a", "n", 3));
        assertThat(history(NOTE, "a")).extracting(ObjectVersion::version).containsExactly(1, 2, 3);
        assertThat(crm.store.objectRows()).hasSize(1);
        crm.writes.drop();
        assertThat(read(NOTE, "a", JsonObject.class)).contains(JsonObject.of("id", "a", "n", 1));
        assertThat(read(NOTE, "b", JsonObject.class)).isEmpty();
        write(NOTE, JsonObject.of("id", "a", "n", 4));
        write(NOTE, JsonObject.of("id", "a", "n", 5));
        crm.accepted();
        assertThat(history(NOTE, "a"))
                .extracting(version -> version.value().toString())
                .containsExactly("{\"id\":\"a\",\"n\":1}", "{\"id\":\"a\",\"n\":4}", "{\"id\":\"a\",\"n\":5}");
        assertThat(crm.store.objectRows()).hasSize(3);
    }

    @Test
    @DisplayName("PORT-90: the JSON of an ObjectRef is a reference, and must be to a type that can be read")
    void references() {
        ObjectRef ada = write(CONTACT, new Contact("ada", "Ada"));
        write(NOTE, Map.of("id", "n", "about", List.of(ada, Map.of("typeId", CONTACT, "id", "bob"))));
        write(NOTE, Map.of("typeId", "@other/x-connector:thing", "id", "no reference", "more", 1));
        refused(
                ProblemCode.OBJECT_TYPE_FOREIGN,
                () -> write(NOTE, Map.of("about", Map.of("typeId", "@other/x-connector:thing", "id", "x"))));
        refused(
                ProblemCode.PORT_INPUT_INVALID,
                () -> write(NOTE, Map.of("about", Map.of("typeId", CONTACT, "id", ""))));
        refused(
                ProblemCode.PORT_INPUT_INVALID,
                () -> write(
                        NOTE,
                        IntStream.rangeClosed(0, 1000)
                                .mapToObj(i -> new ObjectRef(CONTACT, "c" + i, 1))
                                .toList()));
        assertThat(crm.store.objectRows()).hasSize(3);
        StoredObjects stored = new StoredObjects(crm.store.objects());
        assertThat(stored.leftBy(crm.id)).contains("3 objects of its types");
    }

    @Test
    @DisplayName("PORT-90, LIFE-124: what would be left is counted, with the objects of others that refer to it")
    void left() {
        PortFixture ask = on(Manifests.of("@acme/ask-agent", "1.0.0").needs(CRM, "^1"));
        String answer = "@acme/ask-agent:answer";
        ask.ctx.objects().registerType(new ObjectType(answer, Optional.empty(), JsonObject.of()));
        StoredObjects stored = new StoredObjects(ask.store.objects());
        assertThat(stored.leftBy(crm.id)).isEmpty();
        ask.run("org", () -> {
            ObjectRef eve = ask.ctx.objects().write(CONTACT, new Contact("eve", "Eve"));
            ask.ctx.objects().write(answer, Map.of("id", "a", "to", eve));
            ask.ctx.objects().write(answer, Map.of("id", "b", "to", eve));
        });
        assertThat(stored.leftBy(crm.id)).contains("1 object of its types, to which 2 objects of others refer");
        ask.run("org", () -> ask.ctx.objects().write(answer, Map.of("id", "b")));
        assertThat(stored.leftBy(crm.id))
                .contains("1 object of its types, to which 1 object of another extension refers");
        assertThat(Objects.requireNonNull(ask.store.objectRows())).hasSize(4);
    }
}
