/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.DisplayName;

/** {@code berth/workflow.bpmn}. */
class BpmnFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @DisplayName("MAN-2: any bytes as berth/workflow.bpmn")
    void judge(byte[] bytes) {
        FuzzedPackage.of("workflow", ", \"workflowVersion\": 1")
                .with("berth/workflow.bpmn", bytes)
                .judge();
    }
}
