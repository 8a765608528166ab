/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.conformance.Rule;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** The rules of the gate, in the order of the page (gates.md, section 10). */
final class ReviewRules {
    static final Rule CREDENTIAL = Rule.of("GATE-140", ProblemCode.LITERAL_CREDENTIAL_DETECTED);
    static final Rule TRUSTED_URL = Rule.of("GATE-141", ProblemCode.UNTRUSTED_EXTERNAL_URL);
    static final Rule BRIDGE_AGENT = Rule.of("GATE-142", ProblemCode.LLM_BRIDGE_MISSING_AGENT_ID);
    static final Rule LLM = Rule.of("GATE-143", ProblemCode.OAS_LLM_STRUCTURE);
    static final Rule MODEL = Rule.of("GATE-144", ProblemCode.OAS_LLM_MODEL_NOT_ALLOWED);
    static final Rule PROVIDER = Rule.of("GATE-145", ProblemCode.OAS_LLM_PROVIDER_MISSING);
    static final Rule CAPABILITY = Rule.of("GATE-146", ProblemCode.OAS_LLM_CAPABILITY_UNSATISFIED);
    static final Rule PARITY = Rule.of("GATE-147", ProblemCode.OAS_PLACEHOLDER_PARITY);
    static final Rule TERNARY = Rule.of("GATE-148", ProblemCode.OAS_TERNARY);
    static final Rule NUMBER = Rule.of("GATE-149", ProblemCode.OAS_NUMBER_DEFAULT);
    static final Rule RUN_ID = Rule.of("GATE-150", ProblemCode.OAS_RUN_ID);
    static final Rule END = Rule.of("GATE-151", ProblemCode.OAS_END_OUTPUT);
    static final Rule RUNTIME = Rule.of("GATE-152", ProblemCode.OAS_RUNTIME_INCOMPLETE);
    static final Rule INTERNAL = Rule.of("GATE-153", ProblemCode.OAS_INTERNAL_A2A);
    static final Rule LICENSE = Rule.of(
            "GATE-154",
            ProblemCode.LICENSE_MISSING,
            ProblemCode.LICENSE_INVALID,
            ProblemCode.LICENSE_POLICY_MISSING,
            ProblemCode.LICENSE_NOT_ALLOWED,
            ProblemCode.LICENSE_FILE_MISSING);
    static final Rule START = Rule.of("GATE-155", ProblemCode.START_NODE_INPUTS_WITHOUT_REQUIRED);
    static final Rule VERSION = Rule.of("GATE-156", ProblemCode.PACKAGE_VERSION_DRIFT);

    static final List<Rule> ALL = List.of(
            CREDENTIAL,
            TRUSTED_URL,
            BRIDGE_AGENT,
            LLM,
            MODEL,
            PROVIDER,
            CAPABILITY,
            PARITY,
            TERNARY,
            NUMBER,
            RUN_ID,
            END,
            RUNTIME,
            INTERNAL,
            LICENSE,
            START,
            VERSION);

    private ReviewRules() {}
}
