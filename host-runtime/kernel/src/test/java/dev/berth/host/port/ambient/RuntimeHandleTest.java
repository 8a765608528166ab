/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.port.PortFixture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuntimeHandleTest {
    @Test
    @DisplayName("PORT-S34, PORT-105: flags are true for 'true' and '1' only, and never for a name like a secret's")
    void flags() {
        PortFixture port = PortFixture.requesting();
        assertThat(port.ctx.runtime().flag("beta")).isTrue();
        assertThat(port.ctx.runtime().flag("on")).isTrue();
        assertThat(port.ctx.runtime().flag("off")).isFalse();
        assertThat(port.ctx.runtime().flag("absent")).isFalse();
        assertThat(port.ctx.runtime().flag("API_KEY")).isFalse();
    }
}
