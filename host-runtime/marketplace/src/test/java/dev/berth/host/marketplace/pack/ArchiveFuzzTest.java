/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.sdk.problem.Problem;
import org.junit.jupiter.api.DisplayName;

/** Packages as a fuzzer writes them, with the Maven profile {@code fuzz}; else its seeds are opened. */
class ArchiveFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @DisplayName("TRUST-1: any bytes as a package")
    void open(byte[] bytes) {
        switch (Opening.open(bytes, Opening.SMALL)) {
            case Opened.Sound sound ->
                sound.contents()
                        .files()
                        .forEach(file -> assertThat(sound.contents().read(file.path()))
                                .hasValueSatisfying(
                                        content -> assertThat(content).hasSize((int) file.size())));
            case Opened.Refused refused ->
                assertThat(refused.problems()).isNotEmpty().allMatch(Problem::isError);
        }
    }
}
