/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonValue;
import java.util.Optional;
import java.util.Set;

/** What is to be done about one fixture: the table GATE-67 to GATE-73, pure. */
public sealed interface Seeding {
    /** Nothing is stored: write the row and the mark (GATE-67). */
    record Create(Mark mark) implements Seeding {}

    /** What is stored is ours, untouched and older: write both again (GATE-72). */
    record Replace(Mark mark) implements Seeding {}

    /** Leave everything as it is. */
    record Skip(Reason reason) implements Seeding {}

    /** The port is not granted; the boot goes on (GATE-73). */
    record NotSeeded(Problem problem) implements Seeding {}

    /** Why nothing is written. */
    enum Reason {
        /** The row has no mark, so it is the user's (GATE-68). */
        OF_THE_USER,
        /** Another extension or fixture left the mark (GATE-69). */
        OF_ANOTHER,
        /** The user edited what was seeded (GATE-70). */
        EDITED,
        /** It is there already, in this version or a newer one (GATE-71). */
        UP_TO_DATE
    }

    /**
     * A row as it is stored now.
     *
     * @param mark who seeded it, if somebody did
     */
    record Row(JsonValue value, Optional<Mark> mark) {}

    /**
     * Decides.
     *
     * @param subject the extension as people know it
     * @param stored the row under the fixture's key
     * @param granted the ports that the extension may use
     */
    static Seeding of(
            ExtensionId extension, String subject, Fixture fixture, Optional<Row> stored, Set<PortName> granted) {
        if (!granted.contains(fixture.surface().port())) {
            return new NotSeeded(notSeeded(extension, subject, fixture));
        }
        if (stored.isEmpty()) {
            return new Create(Mark.of(extension, fixture));
        }
        Optional<Mark> left = stored.get().mark();
        if (left.isEmpty()) {
            return new Skip(Reason.OF_THE_USER);
        }
        Mark mark = left.get();
        if (!mark.isOf(extension, fixture)) {
            return new Skip(Reason.OF_ANOTHER);
        }
        if (!mark.checksum().equals(Checksum.of(stored.get().value()))) {
            return new Skip(Reason.EDITED);
        }
        return mark.version() < fixture.version()
                ? new Replace(Mark.of(extension, fixture))
                : new Skip(Reason.UP_TO_DATE);
    }

    /**
     * Says that a value must not be written.
     *
     * @param needs what it needs, and what was found
     */
    static Problem unfit(String subject, Fixture fixture, String needs) {
        return Problem.of(
                        ProblemCode.FIXTURE_NOT_SEEDED,
                        subject,
                        subject + " needs, to seed its fixture \"" + fixture.id() + "\", " + needs
                                + ". The fixture was not seeded; the host goes on.")
                .fact("fixture", fixture.id())
                .author("correct the fixture, or register the type in register.");
    }

    private static Problem notSeeded(ExtensionId extension, String subject, Fixture fixture) {
        PortName port = fixture.surface().port();
        return Problem.of(
                        ProblemCode.FIXTURE_NOT_SEEDED,
                        subject,
                        subject + " needs a grant for \"" + port + "\" to seed its fixture \"" + fixture.id()
                                + "\"; found none. The fixture was not seeded; the host goes on.")
                .fact("fixture", fixture.id())
                .fact("port", port.toString())
                .operator("start the host again after: berth grant " + extension + " " + port);
    }
}
