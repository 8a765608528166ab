/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.Report;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I9 on real stores: two hosts that are asked the same plan the same, do the same, and are the same. */
final class TwinsIT {
    private static final int BOOT_AFTER = 15;
    private static final int COMMANDS = Integer.getInteger("berth.cases", 40);

    @TempDir
    Path temp;

    /** What runs the code of the second host. */
    enum Engine {
        FELIX {
            @Override
            Seams seams() {
                return new Seams();
            }
        },
        PLAIN {
            @Override
            Seams seams() {
                return new Seams(real -> new PlainEngine());
            }
        };

        abstract Seams seams();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "I9, LIFE-S24, ENG-12: the same random commands on two hosts, of which one may have an engine without OSGi: the same plans"
                    + " to the digest, outcomes, refusals, views and answers, also after a restart")
    void same(Engine engine) {
        Shelf shelf = Shelf.pack(temp.resolve("shelf"));
        List<Command> commands = new ArrayList<>();
        for (Random random = new Random(23); commands.size() < COMMANDS; ) {
            commands.addAll(Deed.values()[random.nextInt(Deed.values().length)].commands(shelf));
        }
        List<String> done = new ArrayList<>();
        for (int from = 0; from < commands.size(); from += BOOT_AFTER) {
            play(engine, commands.subList(from, Math.min(from + BOOT_AFTER, commands.size())), done);
            done.add("restart: both");
        }
    }

    private void play(Engine engine, List<Command> commands, List<String> done) {
        try (TestHost one = TestHost.start(temp.resolve("one"));
                TestHost other = TestHost.start(temp.resolve("other"), builder -> builder, engine.seams())) {
            for (Command command : commands) {
                String plan = planned(one, command);
                assertThat(planned(one, command)).as("planned twice").isEqualTo(plan);
                assertThat(planned(other, command)).as("after %s", done).isEqualTo(plan);
                done.add(command.getClass().getSimpleName() + ": " + applied(one, command));
                assertThat(applied(other, command)).as("after %s", done).isEqualTo(last(done));
                assertThat(Picture.rows(other)).as("after %s", done).isEqualTo(Picture.rows(one));
                assertThat(Picture.grants(other)).as("after %s", done).isEqualTo(Picture.grants(one));
            }
            assertThat(answers(other, engine)).as("after %s", done).isEqualTo(answers(one, engine));
        }
    }

    /** What is woven alone asks for permissions, so a plain engine has no answer that depends on one. */
    private static List<String> answers(TestHost host, Engine engine) {
        return host.runtime().tools(TestHost.CALLER).stream()
                .filter(tool -> engine != Engine.PLAIN || !tool.owner().equals(Shelf.WALLED.value()))
                .map(tool -> tool.name() + " " + host.call(tool.name()))
                .toList();
    }

    private static String last(List<String> done) {
        String last = done.get(done.size() - 1);
        return last.substring(last.indexOf(": ") + 2);
    }

    private static String planned(TestHost host, Command command) {
        try {
            return host.runtime().plan(command).toJson().toString();
        } catch (ProblemException refused) {
            return texts(refused.problems());
        }
    }

    private static String applied(TestHost host, Command command) {
        try {
            Report report = host.apply(command);
            return report.changed() + " " + report.summary() + " "
                    + report.outcomes().stream()
                            .map(outcome -> outcome.id() + " " + outcome.version() + " " + outcome.outcome() + " "
                                    + texts(outcome.problems()))
                            .toList();
        } catch (ProblemException refused) {
            return texts(refused.problems());
        }
    }

    private static String texts(List<Problem> problems) {
        return problems.stream().map(Problem::text).toList().toString();
    }
}
