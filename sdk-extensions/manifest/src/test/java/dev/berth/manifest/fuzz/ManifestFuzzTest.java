/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.DisplayName;

/** {@code package.json}. */
class ManifestFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @DisplayName("MAN-2: any bytes as package.json")
    void judge(byte[] bytes) {
        FuzzedPackage.of("agent", "").with("package.json", bytes).judge();
    }
}
