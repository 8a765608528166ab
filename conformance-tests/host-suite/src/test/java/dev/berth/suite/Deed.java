/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.Shelf.BASE;
import static dev.berth.suite.Shelf.LONE;
import static dev.berth.suite.Shelf.SINGLE;
import static dev.berth.suite.Shelf.USER;

import dev.berth.host.HostRuntime;
import dev.berth.host.extension.Scope;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be cut short; an operation of the host that is added later is a row here. */
@SuppressWarnings("ImmutableEnumChecker") // what a constant does has no state
enum Deed {
    INSTALL(shelf -> List.of(), shelf -> install(shelf, LONE)),
    INSTALL_DEPENDENT(shelf -> List.of(install(shelf, BASE)), shelf -> install(shelf, USER)),
    UPDATE(shelf -> List.of(install(shelf, LONE)), shelf -> update(shelf, LONE)),
    UPDATE_WITH_DEPENDENTS(shelf -> List.of(install(shelf, BASE), install(shelf, USER)), shelf -> update(shelf, BASE)),
    UPDATE_EXCLUSIVE(shelf -> List.of(install(shelf, SINGLE)), shelf -> update(shelf, SINGLE)),
    UPDATE_ARCHIVED(shelf -> List.of(install(shelf, LONE), new Command.Archive(LONE)), shelf -> update(shelf, LONE)),
    ROLLBACK(shelf -> List.of(install(shelf, LONE), update(shelf, LONE)), shelf -> new Command.Rollback(LONE)),
    ARCHIVE(shelf -> List.of(install(shelf, LONE)), shelf -> new Command.Archive(LONE)),
    RESTORE(shelf -> List.of(install(shelf, LONE), new Command.Archive(LONE)), shelf -> new Command.Restore(LONE)),
    UNINSTALL(shelf -> List.of(install(shelf, LONE), update(shelf, LONE)), shelf -> new Command.Uninstall(LONE)),
    LOCK(shelf -> List.of(install(shelf, LONE)), shelf -> new Command.Lock(LONE)),
    UNLOCK(shelf -> List.of(install(shelf, LONE), new Command.Lock(LONE)), shelf -> new Command.Unlock(LONE, true)),
    ROLLBACK_FURTHER(
            shelf -> List.of(install(shelf, LONE), update(shelf, LONE)),
            shelf -> new Command.Rollback(LONE, Scope.PLATFORM, Optional.of("1.0.0"))),
    FORCE_DELETE(
            shelf -> List.of(install(shelf, BASE), install(shelf, USER)),
            shelf -> new Command.ForceDelete(
                    BASE, new Command.Confirmation(Optional.of("a test"), Optional.of("1.0.0"), true))),
    GRANT(
            shelf -> List.of(install(shelf, LONE, new GrantChoice.None())),
            shelf -> new Command.Grant(LONE, PortSet.of(List.of(PortName.MCP, PortName.SETTINGS)), Optional.empty())),
    DENY(
            shelf -> List.of(install(shelf, LONE, new GrantChoice.None())),
            shelf -> new Command.Deny(LONE, Optional.empty())),
    REVOKE(
            shelf -> List.of(install(shelf, BASE)),
            shelf -> new Command.Revoke(BASE, PortSet.of(List.of(PortName.MCP)))),
    ACTIVATE(shelf -> List.of(install(shelf, LONE, new GrantChoice.None())), shelf -> new Command.Activate(LONE));

    private final Function<Shelf, List<Command>> before;
    private final Function<Shelf, Command> deed;

    Deed(Function<Shelf, List<Command>> before, Function<Shelf, Command> deed) {
        this.before = before;
        this.deed = deed;
    }

    /** Brings a host into the state before it. */
    void prepare(HostRuntime host, Shelf shelf) {
        before.apply(shelf).forEach(command -> apply(host, command));
    }

    void on(HostRuntime host, Shelf shelf) {
        apply(host, deed.apply(shelf));
    }

    /** Returns what leads to it, and it. */
    List<Command> commands(Shelf shelf) {
        return Stream.concat(before.apply(shelf).stream(), Stream.of(deed.apply(shelf)))
                .toList();
    }

    /** Does what can be done of it in whatever state a host is. */
    void anyhow(HostRuntime host, Shelf shelf) {
        for (Command command : commands(shelf)) {
            try {
                apply(host, command);
            } catch (ProblemException refused) {
                // Not in this state; the next may be.
            }
        }
    }

    static void apply(HostRuntime host, Command command) {
        host.apply(command, Optional.empty(), TestHost.TEST);
    }

    private static Command install(Shelf shelf, ExtensionId id) {
        return install(shelf, id, new GrantChoice.All());
    }

    private static Command install(Shelf shelf, ExtensionId id, GrantChoice grants) {
        return new Command.Install(TestHost.source(shelf.file(id, "1.0.0"), grants));
    }

    private static Command update(Shelf shelf, ExtensionId id) {
        return new Command.Update(TestHost.source(shelf.file(id, "1.1.0"), new GrantChoice.All()));
    }
}
