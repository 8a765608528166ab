/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.suite.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a key to a package that a host trusts, in the commands that people type. */
class SignedCommandLineIT {
    @TempDir
    Path folder;

    @Test
    @DisplayName("TRUST-38, TRUST-61, TRUST-87, CLI-2: make a key, sign, verify, trust the key, install, look, block")
    void signed() throws Exception {
        Program berth = new Program(folder.resolve("home"));
        Path file = Publisher.pack(folder, "1.0.0");
        ok(berth, "keys", "gen", "acme-2026", "--scope", "acme");
        ok(berth, "sign", file.toString());
        assertThat(ok(berth, "verify", file.toString())).contains("is whole");
        ok(berth, "up", "--port", "0", "--detach", "--no-samples");
        try {
            Result unknown = berth.run("install", file.toString(), "--yes");
            assertThat(unknown.exit()).as("verification refused").isEqualTo(5);
            assertThat(unknown.err()).contains("[signature-invalid]");
            ok(
                    berth,
                    "keys",
                    "add",
                    berth.home().resolve("keys/acme-2026.pub.json").toString());
            assertThat(ok(berth, "install", file.toString(), "--yes")).contains("AUTHOR_SIGNED");
            assertThat(ok(berth, "info", "@acme/ask-connector")).contains("Signed by", "of @acme, active (author)");
            ok(berth, "trust", "block", "@acme/ask-connector", "--reason", "leaks");
            assertThat(ok(berth, "info", "@acme/ask-connector")).contains("[trust-revoked]");
            Files.writeString(file, "x", StandardOpenOption.APPEND);
            assertThat(berth.run("verify", file.toString()).exit()).isEqualTo(5);
        } finally {
            berth.run("down");
        }
    }

    private static String ok(Program berth, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Program.CHECKOUT.resolve("berth").toString());
        command.addAll(List.of(arguments));
        Result result = Program.run(
                Map.of("BERTH_HOME", berth.home().toString(), "BERTH_KEY_PASSPHRASE", "correct horse"), command);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return result.out();
    }
}
