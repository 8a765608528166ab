/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

/** {@code configSchema}, within a manifest that is right. */
class ConfigSchemaFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @DisplayName("MAN-2, MAN-200: any bytes as configSchema")
    void judge(byte[] bytes) {
        FuzzedPackage.of("connector", ", \"configSchema\": " + new String(bytes, StandardCharsets.UTF_8))
                .judge();
    }
}
