/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import dev.berth.manifest.LiveView;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was found lately: a plan and its application ask about the same bytes, and class files are dear to read. Policy and ABI are
 * the same for all that one host asks.
 */
final class Verdicts {
    private static final int MOST = 16;

    private final Map<Question, List<Problem>> known = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * What a verdict depends on.
     *
     * @param packageDigest names the bytes that are judged
     * @param beside what is live
     */
    record Question(String packageDigest, Set<Beside> beside) {}

    /** A live extension with the digest of its files, with whose classes the byte code is linked. */
    record Beside(LiveView.Live extension, Optional<String> contentDigest) {}

    /** Returns the verdict, and judges if it is not known. What a broken gate left open is asked again. */
    synchronized List<Problem> of(Question question, Supplier<List<Problem>> judge) {
        List<Problem> remembered = known.get(question);
        if (remembered != null) {
            return remembered;
        }
        List<Problem> found = judge.get();
        if (found.stream().noneMatch(problem -> problem.code() == ProblemCode.INTERNAL_ERROR)) {
            known.put(question, found);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return found;
    }
}
