/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.DisplayName;

/** {@code skills/greet/SKILL.md}. */
class SkillFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @DisplayName("MAN-2: any bytes as skills/greet/SKILL.md")
    void judge(byte[] bytes) {
        FuzzedPackage.of("skill", "").with("skills/greet/SKILL.md", bytes).judge();
    }
}
