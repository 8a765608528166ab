/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.client.Json;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CLI-2, CLI-3, CLI-5: what is wrong with a command line, and what it may have been meant to be. */
class UsageTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "lsit, Did you mean \"list\"",
        "unistall x, Did you mean \"uninstall\"",
        "list --jsno, Did you mean \"--json\"",
        "install x.jar --grnat=all, Did you mean \"--grant\"",
        "plan instal x.jar, Did you mean \"install\"",
        "plan, berth plan needs a command after it",
        "info, berth info needs ID",
        "info a b, takes no argument \"b\"",
        "audit --limit many, --limit",
        "list --home, --home",
        "completion tcsh, knows the shells bash",
        "explain no-such, There is no problem code",
        "explain abi-out-of-rang, Did you mean \"abi-out-of-range\"",
        "list --host nowhere, --host needs an address",
        "call t 5, found: number",
    })
    void aWrongCommandLineIsRefusedWithTheReason(String line, String reason) {
        Run.Result text = new Run(home).berth(line.split(" "));
        assertThat(text.code()).isEqualTo(2);
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).contains(reason);

        Run.Result json = new Run(home).berth((line + " --json").split(" "));
        assertThat(json.code()).isEqualTo(2);
        assertThat(json.err()).isEmpty();
        JsonObject problem = Json.objects(json.json(), "problems").get(0);
        assertThat(problem.string("summary"))
                .hasValueSatisfying(summary -> assertThat(summary).contains(reason));
        assertThat(problem.members())
                .containsKeys("code", "severity", "blame", "subject", "summary", "facts", "fix", "location", "causes");
    }

    @Test
    void whatStandsAfterTwoHyphensIsNoOption() {
        Run.Result result = new Run(home).berth("info", "--", "--json");
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isNotEmpty();
    }
}
