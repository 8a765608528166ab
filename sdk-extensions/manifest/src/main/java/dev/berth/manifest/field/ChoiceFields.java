/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Fields that take one of a few words (MAN-44, MAN-53, MAN-55, MAN-57, MAN-58). */
final class ChoiceFields {
    static final List<String> VISIBILITIES = List.of("admin", "workspace");
    static final List<String> SWAPS = List.of("parallel", "exclusive");
    static final List<String> DEPENDENCY_MODES = List.of("inline", "closure");
    static final List<String> UI_SURFACES = List.of("schema-config", "bundled", "bundled-react");
    static final List<String> RISK_LEVELS = List.of("low", "medium", "high", "critical");

    private ChoiceFields() {}

    static void visibility(Node value, Reading reading) {
        choice(value, "visibility", VISIBILITIES, ProblemCode.VISIBILITY_UNKNOWN, reading)
                .ifPresent(word -> reading.draft().adminOnly(word.equals("admin")));
    }

    static void swap(Node value, Reading reading) {
        choice(value, "swap", SWAPS, ProblemCode.SWAP_UNKNOWN, reading)
                .ifPresent(word -> reading.draft().exclusiveSwap(word.equals("exclusive")));
    }

    static void dependencyMode(Node value, Reading reading) {
        choice(value, "dependencyMode", DEPENDENCY_MODES, ProblemCode.MANIFEST_FIELD_TYPE, reading)
                .filter(word -> word.equals("closure"))
                .ifPresent(word ->
                        reading.report(Reading.fault(ProblemCode.FEATURE_RESERVED, value.place(), "dependencyMode")
                                .valid("inline; closure is reserved for a later version")
                                .found(value)
                                .author("write \"inline\" and ship libraries inside the package")));
    }

    static void uiSurface(Node value, Reading reading) {
        choice(value, "uiSurface", UI_SURFACES, ProblemCode.UI_SURFACE_UNKNOWN, reading)
                .ifPresent(word -> reading.draft().uiSurface(word.startsWith("bundled") ? "bundled" : word));
    }

    static void riskLevel(Node value, Reading reading) {
        String word = ((Node.Text) value).value();
        if (!RISK_LEVELS.contains(word)) {
            reading.report(Reading.fault(ProblemCode.FIELD_IGNORED, value.place(), "riskLevel")
                    .valid(Words.anyOf(RISK_LEVELS))
                    .found(value)
                    .near(word, RISK_LEVELS)
                    .then("The field is dropped; nothing is guessed."));
        }
    }

    private static Optional<String> choice(
            Node value, String field, List<String> words, ProblemCode code, Reading reading) {
        String word = ((Node.Text) value).value();
        if (words.contains(word)) {
            return Optional.of(word);
        }
        reading.report(Reading.fault(code, value.place(), field)
                .valid(Words.anyOf(words))
                .found(value)
                .near(word, words));
        return Optional.empty();
    }
}
