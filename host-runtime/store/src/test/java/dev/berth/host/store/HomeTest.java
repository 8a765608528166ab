/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path temp;

    @Test
    void makesAFolderForItsUserAlone() throws IOException {
        try (Home home = Home.open(temp.resolve("a/home"))) {
            assertThat(List.of(
                            home.folder(), home.data(), home.content(), home.staging(), home.engine(), home.uploads()))
                    .allSatisfy(
                            folder -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                                    .isEqualTo("rwx------"));
            assertThat(home.hostFile().getFileName()).hasToString("host.json");
            assertThat(home.secretKeys().getFileName()).hasToString("secret.keys");
        }
    }

    @Test
    void leavesTheModeOfAFolderThatWasThereBefore() throws IOException {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        Home.open(temp).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void emptiesWhatACrashLeftInStagingAndUploads() throws IOException {
        Home.open(temp).close();
        Files.createDirectories(temp.resolve("staging/x"));
        Files.writeString(temp.resolve("staging/x/half"), "half");
        Files.writeString(temp.resolve("uploads/half"), "half");
        try (Home home = Home.open(temp)) {
            assertThat(home.staging()).isEmptyDirectory();
            assertThat(home.uploads()).isEmptyDirectory();
        }
    }

    @Test
    void namesTheProcessThatHasTheHome() throws IOException {
        try (Child holder = Child.start(HomeHolder.class, temp.toString())) {
            assertThat(holder.line()).isEqualTo("open");
            Problem problem = refused(temp);
            assertThat(problem.code()).isEqualTo(ProblemCode.HOME_LOCKED);
            assertThat(problem.summary()).contains("process " + holder.pid());
            assertThat(problem.text()).contains("berth down --home " + temp.toRealPath());
        }
    }

    @Test
    void aHomeWhoseOwnerWasKilledIsFree() throws IOException {
        try (Child holder = Child.start(HomeHolder.class, temp.toString())) {
            assertThat(holder.line()).isEqualTo("open");
            holder.kill();
        }
        assertThat(temp.resolve("lock.pid")).exists();
        Home.open(temp).close();
    }

    @Test
    void anAttemptInTheSameProcessDoesNotFreeTheHomeForOthers() throws IOException {
        try (Home home = Home.open(temp)) {
            Problem problem = refused(home.folder());
            assertThat(problem.summary())
                    .contains("process " + ProcessHandle.current().pid());
            // POSIX drops a process's lock when any of its handles on the file is closed.
            try (Child other = Child.start(HomeHolder.class, temp.toString())) {
                assertThat(other.line()).isEqualTo("home-locked");
            }
        }
        try (Child other = Child.start(HomeHolder.class, temp.toString())) {
            assertThat(other.line()).isEqualTo("open");
        }
    }

    @Test
    void closingASecondTimeLeavesTheNextOwnerItsName() throws IOException {
        Home first = Home.open(temp);
        first.close();
        try (Home next = Home.open(temp)) {
            first.close();
            assertThat(next.folder().resolve("lock.pid")).exists();
        }
    }

    @Test
    void anIdThatIsUsedAgainIsNotTakenForTheOwner() throws IOException {
        Files.writeString(temp.resolve("lock.pid"), ProcessHandle.current().pid() + "\n2001-01-01T00:00:00Z\n");
        Home.open(temp).close();
    }

    @Test
    void saysWhatStandsInTheWay() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThat(refused(file).text()).contains(file + " is a file", "--home").endsWith("[home-unwritable]");
        assertThat(refused(file.resolve("home")))
                .returns(ProblemCode.HOME_UNWRITABLE, Problem::code)
                .satisfies(problem -> assertThat(problem.summary())
                        .contains("/home cannot be made or written: ")
                        .doesNotContain("null"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("nothing"));
        assertThat(refused(link).summary()).contains(link + " is a link to nothing");
        Path occupied = Files.createDirectories(temp.resolve("occupied"));
        Files.createDirectories(occupied.resolve("lock"));
        assertThat(refused(occupied).code()).isEqualTo(ProblemCode.HOME_UNWRITABLE);
        assertThat(refused(temp.resolve("a;b")).summary()).contains("\";\"");
        assertThat(refused(temp.resolve("a\\b")).summary()).contains("\"\\\"");
    }

    private static Problem refused(Path home) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Home.open(home).close())
                .actual()
                .problem();
    }
}
