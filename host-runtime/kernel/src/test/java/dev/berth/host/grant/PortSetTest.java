/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.port.PortName;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PortSetTest {
    @Test
    @DisplayName("PORT-S6, PORT-21: order, repeats and ambient ports do not change the hash")
    void hash() {
        PortSet plain = PortSet.of(List.of(PortName.MCP, PortName.SETTINGS));
        assertThat(PortSet.of(List.of(PortName.SETTINGS, PortName.MCP, PortName.MCP)))
                .isEqualTo(plain);
        assertThat(PortSet.of(List.of(PortName.SETTINGS, PortName.MCP, PortName.LOGGER, PortName.RUNTIME)))
                .isEqualTo(plain);
        // printf '["mcp","settings"]' | sha256sum
        assertThat(plain.hash()).isEqualTo("a1a4bedfd956eb289defe7e27441af9e4a47cf74c011b7555b4cf45d3edd4369");
        // printf '[]' | sha256sum
        assertThat(PortSet.NONE.hash()).isEqualTo("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
    }

    @Test
    @DisplayName("PORT-21: names are sorted as text, ports in the order of PORT-1")
    void order() {
        PortSet all = PortSet.of(Arrays.asList(PortName.values()));
        assertThat(all.names()).isSorted().hasSize(12).doesNotContain("logger", "runtime");
        assertThat(all.ports()).isSorted().startsWith(PortName.DB).endsWith(PortName.TELEMETRY);
        assertThat(all.contains(PortName.LOGGER)).isFalse();
        assertThat(PortSet.NONE).hasToString("none");
        assertThat(PortSet.of(List.of(PortName.UI, PortName.DB))).hasToString("db, ui");
    }

    @Test
    @DisplayName("PORT-21: set operations agree with sets of names")
    void algebra() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            PortSet a = new PortSet(random.nextInt(1 << 14));
            PortSet b = new PortSet(random.nextInt(1 << 14));
            for (PortName port : PortName.values()) {
                boolean inA = a.contains(port);
                boolean inB = b.contains(port);
                assertThat(a.plus(b).contains(port)).isEqualTo(inA || inB);
                assertThat(a.minus(b).contains(port)).isEqualTo(inA && !inB);
                assertThat(a.and(b).contains(port)).isEqualTo(inA && inB);
            }
            assertThat(a.containsAll(b)).isEqualTo(b.minus(a).isEmpty());
        }
    }
}
