/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.testkit.TestHostContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@TestHost
final class TestHostExtensionTest {
    @Test
    @DisplayName("PORT-125: without an id, the package.json on the class path says who it is and what is granted")
    void manifest(TestHostContext ctx, ExtensionContext same) {
        assertThat(ctx).isSameAs(same);
        assertThat(ctx.extensionId()).hasToString("@acme/crm-connector");
        assertThat(ctx.settings().get("a")).isEmpty();
        assertThatThrownBy(() -> ctx.secrets().get("a")).isInstanceOf(PortNotGrantedException.class);
    }

    @Test
    @TestHost(id = "@acme/other-connector", grants = "secrets")
    @DisplayName("PORT-125: with an id, nothing is granted but what the annotation says")
    void id(TestHostContext ctx) {
        assertThat(ctx.extensionId()).hasToString("@acme/other-connector");
        assertThat(ctx.secrets().get("a")).isEmpty();
        assertThatThrownBy(() -> ctx.settings().get("a")).isInstanceOf(PortNotGrantedException.class);
    }
}
