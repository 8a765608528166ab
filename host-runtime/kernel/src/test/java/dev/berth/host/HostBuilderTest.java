/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.berth.host.fake.FakeHost;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostBuilderTest {
    @Test
    @DisplayName("TRUST-88: a scope is named with its @ or without")
    void officialScopes() {
        try (FakeHost host = new FakeHost(builder -> builder.officialScopes("@acme", "other", "acme"))) {
            assertThat(host.runtime().config().officialScopes()).containsExactlyInAnyOrder("acme", "other");
        }
    }

    @Test
    @DisplayName("What a host cannot be without is asked for before it starts: one without a mode would be in neither")
    @SuppressWarnings("NullAway")
    void nothingIsNull() {
        Map<String, UnaryOperator<HostBuilder>> wrong = Map.of(
                "home", builder -> builder.home(null),
                "mode", builder -> builder.mode(null),
                "deadlines", builder -> builder.deadlines(null),
                "watched", builder -> builder.watched(null),
                "namespaces", builder -> builder.namespaces(null),
                "clock", builder -> builder.clock(null),
                "warnings", builder -> builder.warnings(null));
        wrong.forEach((name, change) -> assertThatNullPointerException()
                .isThrownBy(() -> change.apply(HostRuntime.builder()).build(config -> {
                    throw new AssertionError("not to be opened");
                }))
                .withMessage(name));
    }
}
