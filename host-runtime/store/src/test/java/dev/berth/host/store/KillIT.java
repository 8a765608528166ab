/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.port.PortBackends;
import dev.berth.sdk.port.PortName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-92: a kill at any point leaves the old state or the new one, never a mix. */
class KillIT {
    private static final Pattern TOLD = Pattern.compile("(\\d+) (\\d+)");

    @TempDir
    Path temp;

    @Test
    void whatWasCommittedIsThereAndNothingIsHalfThere() throws IOException {
        Random random = new Random(11);
        int before = 0;
        for (int round = 0; round < 5; round++) {
            int told = killAfter(before + 5 + random.nextInt(40));
            before = check(told);
            assertThat(before)
                    .as("one more may have been committed than was told")
                    .isBetween(told, told + 1);
        }
    }

    /** Callers share a flush: none of them is told before it. */
    @Test
    void nothingThatOneOfManyWasToldIsLost() throws IOException {
        Random random = new Random(12);
        for (int round = 0; round < 4; round++) {
            Map<Integer, Integer> told = new HashMap<>();
            try (Child child = Child.start(Crowd.class, temp.toString())) {
                for (int lines = 100 + random.nextInt(300); lines > 0; lines--) {
                    note(said(child.line()), told);
                }
                child.kill();
                for (String line = child.line(); line != null; line = child.line()) {
                    note(line, told);
                }
            }
            try (HostStore store = HostStore.open(temp, Optional.empty(), Rows::manifest)) {
                told.forEach((writer, number) -> {
                    PortBackends backends = store.backends();
                    assertThat(backends.settings().get(CRM, "acme", Crowd.key(writer)))
                            .hasValueSatisfying(kept -> assertOneMore(kept, number));
                    assertThat(backends.objects().newest(Crowd.object(writer)))
                            .hasValueSatisfying(kept -> assertOneMore(kept.json(), number));
                });
            }
        }
    }

    private static void assertOneMore(String kept, int told) {
        assertThat(Integer.parseInt(kept)).isBetween(told, told + 1);
    }

    /** The last line may have been cut. */
    private static void note(String line, Map<Integer, Integer> told) {
        Matcher whole = TOLD.matcher(line);
        if (whole.matches()) {
            told.merge(Integer.valueOf(whole.group(1)), Integer.valueOf(whole.group(2)), Math::max);
        }
    }

    /** Returns the last number that the child told. */
    private int killAfter(int number) throws IOException {
        int told = 0;
        try (Child child = Child.start(Committer.class, temp.toString())) {
            while (told < number) {
                told = Integer.parseInt(said(child.line()));
            }
            child.kill();
            // It went on while it was being killed.
            for (String line = child.line(); line != null && !line.isEmpty(); line = child.line()) {
                told = Math.max(told, Integer.parseInt(line));
            }
        }
        return told;
    }

    private static String said(@Nullable String line) {
        assertThat(line).as("the child ended by itself").isNotNull();
        return String.valueOf(line);
    }

    /** Returns the number that is committed, after all stores have agreed on it. */
    private int check(int told) {
        try (HostStore store = HostStore.open(temp, Optional.empty(), Rows::manifest)) {
            int number = Integer.parseInt(
                    store.backends().settings().get(CRM, "acme", "n").orElseThrow());
            assertThat(store.extensions().load().unreadable()).isEmpty();
            List<InstalledExtension> rows = store.extensions().load().rows();
            assertThat(rows).containsExactly(Rows.installed(CRM, number));
            assertThat(store.grants().load().rows())
                    .containsExactly(Rows.grant(CRM, number % 2 == 0 ? PortName.SETTINGS : PortName.SECRETS));
            List<AuditEntry> audit = store.audit().read(0, Integer.MAX_VALUE);
            assertThat(audit).hasSize(number);
            assertThat(Rows.log(store.audit()).firstBroken()).isEmpty();
            String digest =
                    store.backends().settings().get(CRM, "acme", "digest").orElseThrow();
            assertThat(audit.getLast().after()).contains(digest);
            assertThat(store.contents().digests())
                    .allSatisfy(one ->
                            assertThat(store.contents().isIntact(one)).as(one).isTrue());
            assertThat(store.contents().isIntact(digest)).isTrue();
            assertThat(store.journal().open())
                    .allSatisfy(entry -> assertThat(entry.operation())
                            .as("open since a kill, %s was told", told)
                            .isNotEqualTo("op" + number));
            return number;
        }
    }
}
