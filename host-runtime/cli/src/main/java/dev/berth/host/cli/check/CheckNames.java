/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.check;

import dev.berth.conformance.GateId;
import dev.berth.conformance.report.Format;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the names that people type for gates and formats. */
final class CheckNames {
    private CheckNames() {}

    static Set<GateId> gates(List<String> names) {
        Set<GateId> gates = EnumSet.noneOf(GateId.class);
        for (String name : names) {
            gates.add(Arrays.stream(GateId.values())
                    .filter(gate -> gate.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown("gate", name, Arrays.asList(GateId.values()))));
        }
        return gates;
    }

    static Format format(String name) {
        return Format.find(name).orElseThrow(() -> unknown("format", name, Arrays.asList(Format.values())));
    }

    static String abi(String text) {
        if (SemVer.parse(text).isEmpty()) {
            throw usage("--target-abi", "--target-abi needs a version such as 2.2.0; found \"" + text + "\".");
        }
        return text;
    }

    private static ProblemException unknown(String what, String name, List<?> all) {
        List<String> known = all.stream().map(Object::toString).toList();
        List<String> near = NearMisses.of(name, known);
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        name,
                        "There is no " + what + " \"" + name + "\"." + NearMisses.question(near)
                                + " Nothing was checked.")
                .fact("near", near)
                .operator("the " + what + "s are " + String.join(", ", known) + "."));
    }

    static ProblemException usage(String subject, String summary) {
        return new ProblemException(Problem.of(ProblemCode.USAGE_INVALID, subject, summary + " Nothing was checked."));
    }
}
