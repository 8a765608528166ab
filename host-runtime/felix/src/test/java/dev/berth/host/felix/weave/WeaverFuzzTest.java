/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.manifest.authority.CheckedClass;
import org.junit.jupiter.api.DisplayName;
import org.objectweb.asm.ClassReader;

/** Class files as a fuzzer writes them, with the Maven profile {@code fuzz}; else its seeds are woven. */
class WeaverFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @DisplayName("engine.md L4: any bytes as a class file")
    void weave(byte[] bytes) {
        byte[] before = bytes.clone();
        switch (Weaver.weave(bytes)) {
            case Woven.Unchanged() -> assertThat(CheckedClass.of(bytes)).isPresent();
            case Woven.Rewritten(byte[] woven) -> {
                assertThat(Weaver.weave(bytes))
                        .isInstanceOfSatisfying(
                                Woven.Rewritten.class,
                                again -> assertThat(again.bytes()).isEqualTo(woven));
                assertThat(new ClassReader(woven).getClassName()).isEqualTo(new ClassReader(before).getClassName());
            }
            case Woven.Refused refused -> {
                assertThat(refused.needs()).isNotBlank();
                assertThat(refused.found()).isNotBlank();
            }
        }
        assertThat(bytes).isEqualTo(before);
    }
}
