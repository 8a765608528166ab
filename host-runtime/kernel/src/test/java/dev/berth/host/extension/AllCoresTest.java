/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AllCoresTest {
    private static final List<Integer> MANY = IntStream.range(0, 200).boxed().toList();

    @Test
    @DisplayName("what became of each comes in the order in which they were given")
    void ordered() {
        assertThat(AllCores.map(MANY, i -> i + 1))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
        assertThat(AllCores.map(List.of(7), i -> i + 1)).containsExactly(8);
        assertThat(AllCores.map(List.<Integer>of(), i -> i + 1)).isEmpty();
    }

    @Test
    @DisplayName("no work waits for a thread of the JVM's common pool, not even when a task of that pool asks for it")
    void ownThreads() {
        assertThat(AllCores.map(MANY, i -> isCommon())).containsOnly(false);
        assertThat(ForkJoinPool.commonPool()
                        .submit(() -> AllCores.map(MANY, i -> isCommon()))
                        .join())
                .containsOnly(false);
    }

    private static boolean isCommon() {
        return Thread.currentThread() instanceof ForkJoinWorkerThread worker
                && worker.getPool().equals(ForkJoinPool.commonPool());
    }

    @Test
    @DisplayName("what the work throws comes through as it is")
    void thrown() {
        Problem problem = Problem.of(ProblemCode.INTERNAL_ERROR, "one", "One of many cannot be judged.");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> AllCores.map(MANY, i -> {
                    if (i == 150) {
                        throw new ProblemException(problem);
                    }
                    return i;
                }))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
