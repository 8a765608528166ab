/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.seed.Fixture.Surface;
import dev.berth.host.seed.Seeding.Create;
import dev.berth.host.seed.Seeding.NotSeeded;
import dev.berth.host.seed.Seeding.Reason;
import dev.berth.host.seed.Seeding.Replace;
import dev.berth.host.seed.Seeding.Row;
import dev.berth.host.seed.Seeding.Skip;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SeedingTest {
    private static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    private static final ExtensionId OTHER = ExtensionId.of("@acme/other-connector");
    private static final Set<PortName> ALL = Set.of(PortName.SETTINGS, PortName.OBJECTS);
    private static final JsonValue VALUE = StrictJson.parse("{\"a\": 1, \"b\": [1.50, {\"c\": null, \"d\": true}]}");

    private static Fixture fixture(int version) {
        return new Fixture("greeting", version, Surface.SETTING, "text", VALUE);
    }

    private static Seeding decide(Fixture fixture, Optional<Row> stored) {
        return Seeding.of(CRM, "@acme/crm-connector 1.0.0", fixture, stored, ALL);
    }

    private static Seeding decide(Fixture fixture, JsonValue stored, Mark mark) {
        return decide(fixture, Optional.of(new Row(stored, Optional.of(mark))));
    }

    @Test
    @DisplayName("GATE-S17: the seeder's table GATE-67 to GATE-72")
    void table() {
        Mark mark = Mark.of(CRM, fixture(2));
        JsonValue edited = StrictJson.parse("{\"a\": 2}");
        assertThat(decide(fixture(2), Optional.empty())).as("GATE-67").isEqualTo(new Create(mark));
        assertThat(decide(fixture(2), Optional.of(new Row(VALUE, Optional.empty()))))
                .as("GATE-68")
                .isEqualTo(new Skip(Reason.OF_THE_USER));
        assertThat(decide(fixture(2), VALUE, new Mark(OTHER, "greeting", 1, mark.checksum())))
                .as("GATE-69")
                .isEqualTo(new Skip(Reason.OF_ANOTHER));
        assertThat(decide(fixture(2), VALUE, new Mark(CRM, "farewell", 1, mark.checksum())))
                .as("GATE-69")
                .isEqualTo(new Skip(Reason.OF_ANOTHER));
        assertThat(decide(fixture(3), edited, mark)).as("GATE-70").isEqualTo(new Skip(Reason.EDITED));
        assertThat(decide(fixture(2), VALUE, mark)).as("GATE-71").isEqualTo(new Skip(Reason.UP_TO_DATE));
        assertThat(decide(fixture(1), VALUE, mark)).as("an older file").isEqualTo(new Skip(Reason.UP_TO_DATE));
        assertThat(decide(fixture(3), VALUE, mark)).as("GATE-72").isEqualTo(new Replace(Mark.of(CRM, fixture(3))));
    }

    @Test
    @DisplayName("GATE-73: without the port a recorded problem, whatever is stored")
    void notGranted() {
        for (Surface surface : Surface.values()) {
            Fixture fixture = new Fixture("greeting", 1, surface, "text", VALUE);
            Seeding seeding =
                    Seeding.of(CRM, "@acme/crm-connector 1.0.0", fixture, Optional.empty(), Set.of(PortName.MCP));
            assertThat(seeding).isInstanceOfSatisfying(NotSeeded.class, refused -> {
                assertThat(refused.problem().code()).isEqualTo(ProblemCode.FIXTURE_NOT_SEEDED);
                assertThat(refused.problem().isError()).isFalse();
                assertThat(refused.problem().summary()).contains("\"" + surface.port() + "\"");
            });
        }
    }

    @Test
    @DisplayName("GATE-74: neither the order of keys nor how a number is written matters to the checksum")
    void checksum() {
        JsonValue same = StrictJson.parse("{\"b\": [15e-1, {\"d\": true, \"c\": null}], \"a\": 1.0}");
        assertThat(Checksum.of(same)).isEqualTo(Checksum.of(VALUE)).hasSize(64);
        assertThat(Checksum.of(StrictJson.parse("[1, 2]"))).isNotEqualTo(Checksum.of(StrictJson.parse("[2, 1]")));
        assertThat(Checksum.of(StrictJson.parse("\"1\""))).isNotEqualTo(Checksum.of(StrictJson.parse("1")));
        assertThat(decide(fixture(3), same, Mark.of(CRM, fixture(2)))).isInstanceOf(Replace.class);
    }

    @Test
    @DisplayName("GATE-74: both surfaces are seeded; a second run writes nothing")
    void secondRun() {
        List<Fixture> fixtures = List.of(
                fixture(1), new Fixture("contact", 1, Surface.OBJECT, "@acme/crm-connector:contact/ada", VALUE));
        Map<String, Row> rows = new HashMap<>();
        assertThat(run(fixtures, rows)).isEqualTo(2);
        assertThat(run(fixtures, rows)).isZero();
    }

    private static int run(List<Fixture> fixtures, Map<String, Row> rows) {
        int written = 0;
        for (Fixture fixture : fixtures) {
            Optional<Mark> mark = switch (decide(fixture, Optional.ofNullable(rows.get(fixture.key())))) {
                case Create create -> Optional.of(create.mark());
                case Replace replace -> Optional.of(replace.mark());
                case Skip skip -> Optional.empty();
                case NotSeeded refused -> Optional.empty();
            };
            if (mark.isPresent()) {
                rows.put(fixture.key(), new Row(fixture.value(), mark));
                written++;
            }
        }
        return written;
    }
}
