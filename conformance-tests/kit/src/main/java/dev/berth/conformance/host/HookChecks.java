/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** Hooks in order, in time, and once (LIFE-23 to LIFE-28, LIFE-32). */
final class HookChecks {
    private HookChecks() {}

    static List<HostCheck> all(HostChecks checks) {
        return List.of(
                checks.check("LIFE-23", "every register before any bootstrap, dependencies first", HookChecks::order),
                checks.check(
                        "LIFE-26",
                        "a hook that does not return is interrupted and costs nobody else",
                        HookChecks::time),
                checks.check("LIFE-32", "each hook runs once an activation, destroy last", HookChecks::once),
                checks.check(
                        "LIFE-28", "a failed bootstrap withdraws what register registered", HookChecks::withdrawn));
    }

    /** The dependency comes later in the alphabet, so that chance does not help. */
    private static void order(Scene scene) {
        scene.install(ProbePackage.of("z-base"));
        scene.install(ProbePackage.of("a-user").requires("z-base"));
        scene.forgetTrace();
        scene.host.restart();
        List<String> expected = List.of(
                "a-user destroy 1.0.0",
                "z-base destroy 1.0.0",
                "z-base register 1.0.0",
                "a-user register 1.0.0",
                "z-base bootstrap 1.0.0",
                "a-user bootstrap 1.0.0");
        scene.expect(
                scene.hooks().equals(expected),
                ProblemCode.PROBE_FAILED,
                "run the hooks of a restart in the order " + expected,
                scene.hooks());
    }

    private static void time(Scene scene) {
        ProbePackage hanging = ProbePackage.of("hanging").that("hangs", "register");
        ProbePackage other = ProbePackage.of("other").that("tool", "conformance_other");
        scene.isRefused(() -> scene.install(hanging));
        scene.install(other);
        scene.expect(
                scene.comesTrue(() -> scene.trace().contains("hanging interrupted")),
                ProblemCode.PROBE_FAILED,
                "interrupt a hook that is over its time",
                scene.trace());
        scene.expect(
                !scene.host.isActive(hanging.id()),
                ProblemCode.PROBE_FAILED,
                "take an extension whose hook was interrupted for failed",
                "it active");
        scene.expect(
                scene.host.isActive(other.id()) && scene.host.tools().contains("conformance_other"),
                ProblemCode.PROBE_FAILED,
                "activate the others all the same",
                scene.host.tools());
    }

    private static void once(Scene scene) {
        ProbePackage probe = ProbePackage.of("once");
        scene.install(probe);
        scene.update(probe.version("1.1.0"));
        scene.host.uninstall(probe.id());
        List<String> expected = List.of(
                "once register 1.0.0",
                "once bootstrap 1.0.0",
                "once register 1.1.0",
                "once bootstrap 1.1.0",
                "once destroy 1.0.0",
                "once destroy 1.1.0");
        scene.expect(
                scene.hooks().equals(expected),
                ProblemCode.HOOKS_NOT_IDEMPOTENT,
                "run the hooks of an install, an update and a removal once each, in the order " + expected,
                scene.hooks());
    }

    private static void withdrawn(Scene scene) {
        ProbePackage probe =
                ProbePackage.of("failing").that("tool", "conformance_failing").that("throws", "bootstrap");
        scene.isRefused(() -> scene.install(probe));
        scene.expect(
                !scene.host.tools().contains("conformance_failing"),
                ProblemCode.DESTROY_LEAKS,
                "withdraw the tools of an extension whose bootstrap failed",
                scene.host.tools());
        scene.expect(
                !scene.host.isActive(probe.id()),
                ProblemCode.PROBE_FAILED,
                "take an extension whose bootstrap failed for failed",
                "it active");
    }
}
