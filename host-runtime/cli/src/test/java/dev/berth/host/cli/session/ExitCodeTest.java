/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.Family;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    /** CLI-2. */
    @Test
    void everyFamilyHasItsExitCode() {
        assertThat(Arrays.stream(Family.values()).map(ExitCode::of)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }
}
