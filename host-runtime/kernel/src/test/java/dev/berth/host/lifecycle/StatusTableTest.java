/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.problem.ProblemCode.ALREADY_INSTALLED;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVED_USE_RESTORE;
import static dev.berth.sdk.problem.ProblemCode.EXTENSION_LOCKED;
import static dev.berth.sdk.problem.ProblemCode.EXTENSION_NOT_FOUND;
import static dev.berth.sdk.problem.ProblemCode.TRANSITION_ILLEGAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.Report;
import dev.berth.host.extension.Status;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.grant.PortSet;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell of the status table for the operations that exist (LIFE-S1, LIFE-12 to LIFE-19). */
class StatusTableTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version);
    }

    /** Brings a row into a status. */
    private void given(Status status) {
        host.run(host.install(a("1.0.0")));
        switch (status) {
            case ACTIVE -> {}
            case ARCHIVED -> host.run(new Command.Archive(ID));
            case LOCKED -> host.run(new Command.Lock(ID));
        }
        assertThat(host.view(A).status()).isEqualTo(status.toString());
    }

    private void unchanged(Command command) {
        String before = host.store.snapshot();
        assertThat(host.run(command).changed()).isFalse();
        assertThat(host.store.snapshot()).isEqualTo(before);
    }

    /** Returns the code of a refusal, which says what the row is and what was asked (LIFE-2), and has written nothing. */
    private ProblemCode refused(String operation, Command command) {
        String status = host.view(A).status();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(command))
                .satisfies(thrown -> assertThat(thrown.problem().facts().toString())
                        .contains("\"status\":\"" + status + "\"", "\"operation\":\"" + operation + "\""));
        return host.refused(command);
    }

    private void becomes(Command command, Status status) {
        Report report = host.run(command);
        assertThat(report.changed()).isTrue();
        assertThat(host.view(A).status()).isEqualTo(status.toString());
        assertThat(host.state(A)).isEqualTo(status.isLive() ? "ACTIVE" : "INSTALLED");
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-2, LIFE-12: install")
    void install(Status status) {
        given(status);
        ProblemCode refusal = switch (status) {
            case ACTIVE -> ALREADY_INSTALLED;
            case ARCHIVED -> ARCHIVED_USE_RESTORE;
            case LOCKED -> EXTENSION_LOCKED;
        };
        assertThat(refused("install", host.install(a("1.1.0")))).isEqualTo(refusal);
        if (status == Status.ACTIVE) {
            unchanged(host.install(a("1.0.0")));
        } else {
            assertThat(refused("install", host.install(a("1.0.0"))))
                    .as("the same digest")
                    .isEqualTo(refusal);
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-13: update keeps the status; of an archived extension it changes content only")
    void update(Status status) {
        given(status);
        becomes(host.update(a("1.1.0")), status);
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        assertThat(host.engine.loaded()).hasSize(status.isLive() ? 1 : 0);
        unchanged(host.update(a("1.1.0")));
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-14: archive")
    void archive(Status status) {
        given(status);
        switch (status) {
            case ACTIVE -> becomes(new Command.Archive(ID), Status.ARCHIVED);
            case ARCHIVED -> unchanged(new Command.Archive(ID));
            case LOCKED ->
                assertThat(refused("archive", new Command.Archive(ID))).isEqualTo(EXTENSION_LOCKED);
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-15: restore")
    void restore(Status status) {
        given(status);
        if (status == Status.ARCHIVED) {
            becomes(new Command.Restore(ID), Status.ACTIVE);
        } else {
            unchanged(new Command.Restore(ID));
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-16, LIFE-S2: lock")
    void lock(Status status) {
        given(status);
        switch (status) {
            case ACTIVE -> becomes(new Command.Lock(ID), Status.LOCKED);
            case ARCHIVED -> assertThat(refused("lock", new Command.Lock(ID))).isEqualTo(TRANSITION_ILLEGAL);
            case LOCKED -> unchanged(new Command.Lock(ID));
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-17, LIFE-S3: unlock, of a locked one only with the explicit flag")
    void unlock(Status status) {
        given(status);
        if (status == Status.LOCKED) {
            assertThat(refused("unlock", new Command.Unlock(ID, false))).isEqualTo(EXTENSION_LOCKED);
            becomes(new Command.Unlock(ID, true), Status.ACTIVE);
        } else {
            unchanged(new Command.Unlock(ID, false));
            unchanged(new Command.Unlock(ID, true));
        }
    }

    @Test
    @DisplayName("LIFE-145: locking and unlocking are audited with status before and after, and the command")
    void audited() {
        given(Status.LOCKED);
        host.run(new Command.Unlock(ID, true));
        assertThat(host.runtime().audit(0, 100))
                .filteredOn(entry -> entry.event().equals("StatusChanged"))
                .extracting(
                        entry -> entry.before() + " " + entry.after() + " " + entry.reason() + " " + entry.revision())
                .containsExactly("active locked lock 1.0.0", "locked active unlock 1.0.0");
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-18: force-delete and purge")
    void destruction(Status status) {
        given(status);
        Command.Confirmation confirmed = new Command.Confirmation(Optional.of("cleanup"), Optional.of("1.0.0"), true);
        Command delete = new Command.ForceDelete(ID, confirmed);
        if (status == Status.LOCKED) {
            assertThat(refused("force-delete", delete)).isEqualTo(EXTENSION_LOCKED);
            assertThat(refused("purge", new Command.Purge(ID))).isEqualTo(EXTENSION_LOCKED);
        } else {
            host.run(delete);
            assertThat(host.runtime().extensions()).isEmpty();
            given(status);
            String digest = host.runtime().plan(new Command.Purge(ID)).digest();
            host.runtime().operator().purge(ID, Optional.of(digest), FakeHost.ADA);
            assertThat(host.runtime().extensions()).isEmpty();
            assertThat(host.contents.digests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-18: uninstall")
    void uninstall(Status status) {
        given(status);
        if (status == Status.LOCKED) {
            assertThat(refused("uninstall", new Command.Uninstall(ID))).isEqualTo(EXTENSION_LOCKED);
        } else {
            host.run(new Command.Uninstall(ID));
            assertThat(host.runtime().extensions()).isEmpty();
            assertThat(host.contents.digests()).isEmpty();
            assertThat(host.engine.loaded()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("LIFE-30: activate")
    void activate(Status status) {
        given(status);
        if (status == Status.ARCHIVED) {
            assertThat(refused("activate", new Command.Activate(ID))).isEqualTo(ARCHIVED_USE_RESTORE);
        } else {
            unchanged(new Command.Activate(ID));
        }
    }

    @Test
    @DisplayName("LIFE-19: an unknown id, with near misses")
    void unknown() {
        given(Status.ACTIVE);
        ExtensionId other = ExtensionId.of("@acme/b-connector");
        for (Command command : List.of(
                new Command.Archive(other),
                new Command.Restore(other),
                new Command.Uninstall(other),
                new Command.Activate(other),
                new Command.Rollback(other),
                new Command.Lock(other),
                new Command.Unlock(other, true),
                new Command.ForceDelete(other, new Command.Confirmation(Optional.empty(), Optional.empty(), false)),
                new Command.Purge(other),
                host.update(Manifests.of(other.value(), "1.0.0")))) {
            assertThat(host.refused(command)).as(command.toString()).isEqualTo(EXTENSION_NOT_FOUND);
        }
        for (Command command : List.of(
                new Command.Grant(other, PortSet.NONE, Optional.empty()),
                new Command.Deny(other, Optional.empty()),
                new Command.Revoke(other, PortSet.NONE))) {
            assertThat(host.refused(command)).isEqualTo(ProblemCode.GRANT_MISSING);
        }
    }
}
