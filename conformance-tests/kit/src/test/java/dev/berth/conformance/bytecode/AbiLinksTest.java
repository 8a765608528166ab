/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.GateRun;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.SubjectBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AbiLinksTest {
    private static final String CALLS_2_2 = "ctx.nango().oauthCallbackUrl();";

    private static GateRun run(SubjectBuilder subject, AbiHistory history) {
        return subject.run(new Gate() {
            @Override
            public GateId id() {
                return GateId.MANIFEST;
            }

            @Override
            public List<Rule> rules() {
                return List.of(AbiLinks.RULE);
            }

            @Override
            public void judge(Subject judged, Findings findings) {
                AbiLinks.judge(judged, history, findings);
            }
        });
    }

    private static GateRun run(SubjectBuilder subject) {
        return run(subject, AbiHistory.sdk());
    }

    @Test
    @DisplayName("GATE-S21 a 2.2 method with range ^2.1 is abi-floor-too-low")
    void floorTooLow() {
        var problem =
                run(Compiled.register(CALLS_2_2).block("sdkAbiRange", "^2.1")).problem();
        assertThat(problem.code()).hasToString("abi-floor-too-low");
        assertThat(problem.text())
                .contains("needs SDK ABI 2.2.0 or later for NangoPort.oauthCallbackUrl(); \"^2.1\" starts at 2.1.0")
                .contains("declare \"^2.2\", or do without it.");
        assertThat(problem.location().orElseThrow().line()).isPositive();
        assertThat(run(Compiled.register("java.util.function.Supplier<?> s = ctx.nango()::oauthCallbackUrl;")
                                .block("sdkAbiRange", "~2.1"))
                        .codes())
                .containsExactly("GATE-97 abi-floor-too-low");
    }

    @Test
    @DisplayName("GATE-97 a range whose floor has all of it, and an open range, are fine")
    void floorHigh() {
        for (String range : List.of("^2.2", ">=2.2.0", "2.3", "*")) {
            assertThat(run(Compiled.register(CALLS_2_2).block("sdkAbiRange", range))
                            .codes())
                    .as(range)
                    .isEmpty();
        }
        assertThat(run(Compiled.register("ctx.mcp().publicBaseUrl();").block("sdkAbiRange", "^2.1"))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-97 a name that no version of the SDK had is abi-link-broken, through supertypes too")
    void brokenLink() {
        AbiHistory less = AbiHistory.parse(AbiHistory.text()
                .replace("  oauthCallbackUrl()Ljava/util/Optional;\n", "")
                .replaceAll("class dev/berth/sdk/port/UiAction [^\n]*\n(  [^\n]*\n)+", ""));
        var problem = run(Compiled.register(CALLS_2_2), less).problem();
        assertThat(problem.code()).hasToString("abi-link-broken");
        assertThat(problem.text())
                .contains("needs dev.berth.sdk.port.NangoPort.oauthCallbackUrl() of the SDK, as it was compiled")
                .contains("com/acme/crm/Entry.class");
        SubjectBuilder inherited = Compiled.with(
                SubjectBuilder.connector(),
                Compiled.classes(
                        "a.Own",
                        "package a; public interface Own extends dev.berth.sdk.port.NangoPort {}",
                        "a.Caller",
                        "package a; class Caller { void call(Own own) { own.oauthCallbackUrl(); own.status(); } }"));
        assertThat(run(inherited, less).codes()).containsExactly("GATE-97 abi-link-broken");
        assertThat(run(Compiled.register("UiAction[] actions = {};"), less)
                        .problem()
                        .summary())
                .contains("dev.berth.sdk.port.UiAction of the SDK");
    }

    @Test
    @DisplayName("GATE-97 the samples of every port link")
    void wholeSurfaceLinks() {
        assertThat(run(Compiled.register("""
                                for (PortName port : PortName.values()) { port.ordinal(); port.compareTo(PortName.DB); }
                                try { ctx.settings().set("a", "b"); }
                                catch (dev.berth.sdk.problem.PortNotGrantedException e) { e.getMessage(); e.problem(); }
                                ctx.logger().info(ctx.toString() + ctx.extensionId(), java.util.Map.of());
                                """)).codes()).isEmpty();
    }
}
