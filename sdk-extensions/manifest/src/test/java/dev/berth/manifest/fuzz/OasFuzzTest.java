/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.DisplayName;

/** {@code berth/oas.json}. */
class OasFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @DisplayName("MAN-2: any bytes as berth/oas.json")
    void judge(byte[] bytes) {
        FuzzedPackage.of("agent", "").with("berth/oas.json", bytes).judge();
    }
}
