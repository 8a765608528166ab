/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.actions.PortAction;
import dev.berth.conformance.actions.PortActions;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PORT-131, over the one table of all methods of all ports. */
final class InertContextTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");

    private static InertContext context(Optional<PortName> withheld) {
        Teller teller = new Teller(new DataOutputStream(new ByteArrayOutputStream()));
        return new InertContext(ID, withheld, new Recorder(new Leftovers()), teller);
    }

    /** Returns the first word: ok, or a code. */
    private static String answer(PortAction row, InertContext ctx) {
        return row.answer(ctx).split(" ", 2)[0];
    }

    private static String expected(PortName port, Optional<PortName> withheld) {
        return withheld.filter(port::equals).isPresent()
                ? "port-not-granted"
                : port == PortName.DB ? "port-reserved" : "ok";
    }

    @Test
    @DisplayName("PORT-131 every method of every port answers, but those of the reserved one")
    void everyMethodAnswers() {
        InertContext ctx = context(Optional.empty());
        assertThat(PortActions.all(ID))
                .allSatisfy(row -> assertThat(answer(row, ctx)).isEqualTo(expected(row.port(), Optional.empty())));
    }

    @Test
    @DisplayName("GATE-135 every method of a withheld port answers port-not-granted, and no other port does")
    void withheld() {
        for (PortName port : PortName.values()) {
            if (port.tier() == PortName.Tier.STABLE) {
                InertContext ctx = context(Optional.of(port));
                assertThat(PortActions.all(ID))
                        .allSatisfy(
                                row -> assertThat(answer(row, ctx)).isEqualTo(expected(row.port(), Optional.of(port))));
            }
        }
    }

    @Test
    @DisplayName("PORT-S3 ports and context can be printed and compared")
    void printable() {
        InertContext ctx = context(Optional.of(PortName.SECRETS));
        var port = ctx.secrets();
        assertThat(port.toString()).isEqualTo("port secrets");
        assertThat(port.equals(port)).isTrue();
        assertThat(port).isNotEqualTo(ctx.settings()).hasSameHashCodeAs(port);
    }
}
