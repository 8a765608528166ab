/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import static dev.berth.conformance.host.ProbePackage.CAPABILITY;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Set;

/** What is provided while an extension is there, what an update leaves, and that nothing stays of one that is gone. */
final class EndChecks {
    private static final String TOOL = "conformance_probe";

    private EndChecks() {}

    static List<HostCheck> all(HostChecks checks) {
        return List.of(
                checks.check(
                        "GATE-112", "a declared capability is provided while its port is granted", EndChecks::provides),
                checks.check(
                        "LIFE-98",
                        "an update answers with the new version, a failed one with the old",
                        EndChecks::update),
                checks.check("LIFE-108", "nothing of an extension stays after it is gone", EndChecks::gone));
    }

    private static void provides(Scene scene) {
        ProbePackage probe = ProbePackage.of("provider").that("capability", CAPABILITY);
        scene.install(probe);
        scene.expect(
                scene.host.providers(CAPABILITY).equals(Set.of(probe.id())),
                ProblemCode.CAPABILITY_NEVER_PROVIDED,
                "offer the provider that " + probe.id() + " registered",
                scene.host.providers(CAPABILITY));
        scene.host.revoke(probe.id(), Set.of(PortName.CAPABILITIES));
        scene.expect(
                scene.host.providers(CAPABILITY).isEmpty(),
                ProblemCode.HOST_GRANT_LEAK,
                "withdraw providers when the port is taken back",
                scene.host.providers(CAPABILITY));
    }

    private static void update(Scene scene) {
        ProbePackage probe = ProbePackage.of("updated").that("tool", TOOL);
        scene.install(probe);
        expectVersion(scene, "1.0.0");
        scene.update(probe.version("1.1.0"));
        expectVersion(scene, "1.1.0");
        scene.isRefused(() -> scene.update(probe.version("1.2.0").that("throws", "register")));
        expectVersion(scene, "1.1.0");
        scene.host.restart();
        expectVersion(scene, "1.1.0");
    }

    private static void expectVersion(Scene scene, String version) {
        Object answer = scene.host.tools().contains(TOOL) ? scene.host.call(TOOL, JsonObject.of()) : "no tool";
        scene.expect(
                answer.equals(JsonObject.of("version", version)),
                ProblemCode.PROBE_FAILED,
                "answer with version " + version + " of the extension",
                answer);
    }

    private static void gone(Scene scene) {
        ProbePackage probe = ProbePackage.of("gone")
                .that("tool", TOOL)
                .that("capability", CAPABILITY)
                .that("worker", "one");
        scene.install(probe);
        scene.expect(
                scene.host.tools().contains(TOOL), ProblemCode.PROBE_FAILED, "offer the tool of the probe", "none");
        scene.host.uninstall(probe.id());
        scene.expect(
                !scene.host.tools().contains(TOOL),
                ProblemCode.DESTROY_LEAKS,
                "withdraw the tools of an extension that is gone",
                scene.host.tools());
        scene.expect(
                scene.host.providers(CAPABILITY).isEmpty(),
                ProblemCode.DESTROY_LEAKS,
                "withdraw the providers of an extension that is gone",
                scene.host.providers(CAPABILITY));
        scene.expect(
                scene.comesTrue(() -> scene.trace().contains("gone worker ended")),
                ProblemCode.DESTROY_LEAKS,
                "run destroy, in which the thread of the probe ends",
                scene.trace());
        scene.expect(
                scene.comesTrue(() -> isCollected(scene)),
                ProblemCode.DESTROY_LEAKS,
                "let go of the class loader of an extension that is gone",
                "it reachable");
    }

    private static boolean isCollected(Scene scene) {
        System.gc();
        return scene.host.loaders().stream().allMatch(loader -> loader.get() == null);
    }
}
