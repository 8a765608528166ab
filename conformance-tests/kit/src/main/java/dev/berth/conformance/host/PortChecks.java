/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.conformance.actions.PortAction;
import dev.berth.conformance.actions.PortActions;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Each port granted and denied, over the one table of all that ports can do (GATE-136, PORT-9 to PORT-11). */
final class PortChecks {
    private static final String REFUSED = ProblemCode.PORT_NOT_GRANTED.toString();
    private static final ProbePackage PROBE = ProbePackage.of("ports").that("ports", "all");

    private PortChecks() {}

    static List<HostCheck> all(HostChecks checks) {
        List<HostCheck> all = new ArrayList<>();
        for (PortName port : Scene.privileged()) {
            Set<PortName> others = new HashSet<>(Scene.privileged());
            others.remove(port);
            all.add(checks.check("PORT-11", port + " granted alone answers, and no other port", granted(Set.of(port))));
            all.add(checks.check(
                    "GATE-136", port + " denied refuses each of its methods, and no other", granted(others)));
        }
        all.add(checks.check("GATE-136", "nothing granted: every privileged port refuses", granted(Set.of())));
        all.add(checks.check("PORT-53", "what was revoked stays refused after an update", PortChecks::revoked));
        return all;
    }

    private static Consumer<Scene> granted(Set<PortName> ports) {
        return scene -> {
            scene.install(PROBE, ports);
            judge(scene, ports);
        };
    }

    private static void revoked(Scene scene) {
        scene.install(PROBE);
        scene.host.revoke(PROBE.id(), Scene.privileged());
        scene.forgetTrace();
        scene.update(PROBE.version("1.0.1"));
        judge(scene, Set.of());
    }

    private static void judge(Scene scene, Set<PortName> granted) {
        List<String> trace = scene.trace();
        for (PortAction action : PortActions.all(PROBE.id())) {
            String start = "ports port " + action.port() + " " + action.text() + " ";
            Optional<String> answer = trace.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()).split(" ", 2)[0])
                    .reduce((first, last) -> last);
            String what = action.port() + "." + action.text();
            if (answer.isEmpty()) {
                scene.expect(false, ProblemCode.PROBE_FAILED, "let the probe call " + what, "no call of it");
            } else {
                judge(scene, action.port(), what, answer.get(), granted);
            }
        }
    }

    private static void judge(Scene scene, PortName port, String what, String answer, Set<PortName> granted) {
        if (!port.isPrivileged()) {
            scene.expect(
                    answer.equals("ok"), ProblemCode.PROBE_FAILED, "answer " + what + ", which needs no grant", answer);
        } else if (!granted.contains(port)) {
            scene.expect(
                    answer.equals(REFUSED),
                    ProblemCode.HOST_GRANT_LEAK,
                    "refuse " + what + " with " + REFUSED + " while the port is not granted",
                    answer);
        } else if (port.tier() == PortName.Tier.RESERVED) {
            scene.expect(
                    answer.equals(ProblemCode.PORT_RESERVED.toString()),
                    ProblemCode.HOST_GRANT_LEAK,
                    "refuse " + what + " with " + ProblemCode.PORT_RESERVED + ", granted or not",
                    answer);
        } else {
            // What stands behind a port may be missing, or refuse a name that it does not know; the grant must not.
            scene.expect(
                    answer.equals("ok")
                            || (!answer.equals(REFUSED)
                                    && ProblemCode.find(answer).isPresent()),
                    ProblemCode.PROBE_FAILED,
                    "let " + what + " through, which is granted",
                    answer);
        }
    }
}
