/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.license.SpdxExpression;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.Optional;

/** The licence: an SPDX expression (MAN-35, GATE-50). Which licences are fine is policy, not a rule of manifests. */
final class LicenseField {
    private LicenseField() {}

    static void read(Node.Obj root, Reading reading) {
        Optional<Node> value = root.get("license");
        if (value.isEmpty() || (value.get() instanceof Node.Text text && text.isBlank())) {
            reading.report(Reading.fault(
                            ProblemCode.LICENSE_MISSING, value.map(Node::place).orElse(root.place()), "license")
                    .valid("an SPDX expression, such as Apache-2.0")
                    .found(value.isEmpty() ? "nothing" : "a blank text")
                    .severity(Severity.ERROR, Severity.WARNING)
                    .author("add \"license\""));
        } else if (value.get() instanceof Node.Text text) {
            text(text, reading);
        } else {
            reading.report(invalid(value.get()).author("write the licence's SPDX id as a text"));
        }
    }

    private static void text(Node.Text text, Reading reading) {
        if (SpdxExpression.parse(text.value()) instanceof SpdxExpression.Malformed malformed) {
            reading.report(invalid(text)
                    .but("found " + Quoted.of(text) + ", " + malformed.flaw())
                    .near(malformed.near())
                    .author(SpdxExpression.advice(malformed)));
        } else {
            reading.draft().license(text.value());
        }
    }

    private static Fault invalid(Node value) {
        return Reading.fault(ProblemCode.LICENSE_INVALID, value.place(), "license")
                .valid("an SPDX expression, such as Apache-2.0 or (MIT OR Apache-2.0)")
                .found(value)
                .severity(Severity.ERROR, Severity.WARNING);
    }
}
