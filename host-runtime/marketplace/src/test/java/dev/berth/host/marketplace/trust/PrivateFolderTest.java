/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import static dev.berth.host.marketplace.trust.Samples.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.marketplace.trust.PrivateFolder.Kept;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("TRUST-105: on a full disk nothing is left, and the operator is told")
    void full() {
        Problem problem = failed(new PrivateFolder(folder, (bytes, file) -> {
            Files.write(file, bytes.readNBytes(2));
            throw new IOException("No space left on device");
        }));
        assertThat(problem.code()).isEqualTo(ProblemCode.DISK_FULL);
        assertThat(problem.blame()).isEqualTo(Blame.OPERATOR);
        assertThat(problem.summary()).startsWith("@acme/x 1.0.0 needs 4 bytes in ");
        assertThat(files(folder)).isEmpty();
    }

    @Test
    @DisplayName("TRUST-105: a copy that came out shorter is no copy")
    void shorter() {
        Problem problem = failed(new PrivateFolder(folder, (bytes, file) -> Files.write(file, bytes.readNBytes(2))));
        assertThat(problem.code()).isEqualTo(ProblemCode.HOME_UNWRITABLE);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    @DisplayName("A folder that cannot be made is a problem, not an exception")
    void noFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(failed(new PrivateFolder(file.resolve("below"))).code()).isEqualTo(ProblemCode.HOME_UNWRITABLE);
    }

    private static Problem failed(PrivateFolder target) {
        Kept kept = target.keep(new ByteArrayInputStream(new byte[4]), 4, ".jar", "@acme/x 1.0.0");
        return switch (kept) {
            case Kept.At at -> throw new AssertionError("kept at " + at.file());
            case Kept.Failed failed -> failed.problem();
        };
    }
}
