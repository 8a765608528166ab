/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.Shelf.BASE;
import static dev.berth.suite.Shelf.FLOW;
import static dev.berth.suite.Shelf.FRAIL;
import static dev.berth.suite.Shelf.LONE;
import static dev.berth.suite.Shelf.SINGLE;
import static dev.berth.suite.Shelf.USER;
import static dev.berth.suite.Shelf.WALLED;

import dev.berth.host.HostBuilder;
import dev.berth.host.HostRuntime;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Scope;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.namespace.Namespaces;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be cut short; an operation of the host that is added later is a row here. */
@SuppressWarnings("ImmutableEnumChecker") // what a constant does has no state
enum Deed {
    INSTALL(shelf -> List.of(), shelf -> install(shelf, LONE)),
    INSTALL_DEPENDENT(shelf -> List.of(install(shelf, BASE)), shelf -> install(shelf, USER)),
    INSTALL_AGENT(shelf -> List.of(), shelf -> install(shelf, FLOW)),
    UPDATE_AGENT(shelf -> List.of(install(shelf, FLOW)), shelf -> update(shelf, FLOW)),
    UPDATE(shelf -> List.of(install(shelf, LONE)), shelf -> update(shelf, LONE)),
    UPDATE_WITH_DEPENDENTS(shelf -> List.of(install(shelf, BASE), install(shelf, USER)), shelf -> update(shelf, BASE)),
    UPDATE_EXCLUSIVE(shelf -> List.of(install(shelf, SINGLE)), shelf -> update(shelf, SINGLE)),
    UPDATE_ARCHIVED(shelf -> List.of(install(shelf, LONE), new Command.Archive(LONE)), shelf -> update(shelf, LONE)),
    ROLLBACK(shelf -> List.of(install(shelf, LONE), update(shelf, LONE)), shelf -> new Command.Rollback(LONE)),
    ARCHIVE(shelf -> List.of(install(shelf, LONE)), shelf -> new Command.Archive(LONE)),
    RESTORE(shelf -> List.of(install(shelf, LONE), new Command.Archive(LONE)), shelf -> new Command.Restore(LONE)),
    REINSTALL(
            shelf -> List.of(install(shelf, BASE), new Command.Archive(BASE)),
            shelf -> new Command.Reinstall(source(shelf, BASE, "1.1.0"))),
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
    ACTIVATE(shelf -> List.of(install(shelf, LONE, new GrantChoice.None())), shelf -> new Command.Activate(LONE)),
    BATCH(
            shelf -> List.of(),
            shelf -> new Command.InstallAll(
                    List.of(source(shelf, USER, "1.0.0")), List.of(source(shelf, BASE, "1.0.0")), Scope.PLATFORM)),
    PURGE(
            shelf -> List.of(install(shelf, LONE), update(shelf, LONE)),
            (host, shelf) -> host.operator().purge(LONE, digestOf(host, new Command.Purge(LONE)), TestHost.TEST)),
    /** It fails once more than it may, and gives way by itself. */
    PROBATION(shelf -> List.of(install(shelf, FRAIL), update(shelf, FRAIL)), (host, shelf) -> fail(host)),
    FORBID(shelf -> List.of(install(shelf, WALLED)), shelf -> new Command.Forbid(WALLED, Set.of(Shelf.PERMISSION))),
    PERMIT(
            shelf -> List.of(install(shelf, WALLED), new Command.Forbid(WALLED, Set.of(Shelf.PERMISSION))),
            shelf -> new Command.Permit(WALLED, Set.of(Shelf.PERMISSION))),
    NAMESPACE(shelf -> List.of(), shelf -> new Command.ChooseNamespace("acme")),
    NAMESPACE_CHANGE(
            shelf -> List.of(new Command.ChooseNamespace("acme")),
            shelf -> new Command.ChangeNamespace(
                    "other", new Namespaces.Confirmation(Optional.of("acme"), Optional.of("a test"), true))),
    /** Of one that has failed twice. */
    RELEASE(shelf -> List.of(install(shelf, FRAIL), update(shelf, FRAIL)), shelf -> new Command.Release(FRAIL)) {
        @Override
        void prepare(HostRuntime host, Shelf shelf) {
            super.prepare(host, shelf);
            fail(host);
            apply(host, update(shelf, FRAIL));
            fail(host);
        }
    },
    /** A start of a host that was cut short before; the deed is done when it has started. */
    BOOT(
            shelf -> List.of(install(shelf, BASE), install(shelf, USER), install(shelf, LONE), update(shelf, LONE)),
            (host, shelf) -> {});

    private final Function<Shelf, List<Command>> before;
    private final Function<Shelf, List<Command>> deed;
    private final BiConsumer<HostRuntime, Shelf> act;

    Deed(Function<Shelf, List<Command>> before, Function<Shelf, Command> deed) {
        this.before = before;
        this.deed = shelf -> List.of(deed.apply(shelf));
        this.act = (host, shelf) -> apply(host, deed.apply(shelf));
    }

    /** One that is no command. */
    Deed(Function<Shelf, List<Command>> before, BiConsumer<HostRuntime, Shelf> act) {
        this.before = before;
        this.deed = shelf -> List.of();
        this.act = act;
    }

    /** Sets a host up for it. */
    HostBuilder setUp(HostBuilder builder) {
        return switch (this) {
            case PURGE -> builder.mode(RuntimeMode.DEVELOPMENT);
            case PROBATION, RELEASE -> builder.probation(FRAIL.value(), new Probation.Policy(Duration.ofDays(1), 0));
            default -> builder;
        };
    }

    /** Tells whether the start itself is what is cut short. */
    boolean isStart() {
        return this == BOOT;
    }

    /** Tells whether no other one has the same state before it. */
    boolean beginsAlone() {
        return switch (this) {
            case PURGE, PROBATION, RELEASE, BOOT -> true;
            default -> false;
        };
    }

    /** Returns the commands that lead to it. */
    List<Command> before(Shelf shelf) {
        return before.apply(shelf);
    }

    /** Tells whether it only tries again what has not worked, or did already. */
    boolean isRepetition() {
        return this == ACTIVATE || isStart();
    }

    /** Brings a host into the state before it. */
    void prepare(HostRuntime host, Shelf shelf) {
        before(shelf).forEach(command -> apply(host, command));
    }

    void on(HostRuntime host, Shelf shelf) {
        act.accept(host, shelf);
    }

    /** Returns the commands that lead to it, and it, if it is one. */
    List<Command> commands(Shelf shelf) {
        return Stream.concat(before(shelf).stream(), deed.apply(shelf).stream()).toList();
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
        return new Command.Update(source(shelf, id, "1.1.0"));
    }

    private static Command.Source source(Shelf shelf, ExtensionId id, String version) {
        return TestHost.source(shelf.file(id, version), new GrantChoice.All());
    }

    private static Optional<String> digestOf(HostRuntime host, Command command) {
        return Optional.of(host.plan(command).digest());
    }

    /** What follows from the failure takes its turn among all changes, as the plan does after it. */
    private static void fail(HostRuntime host) {
        try {
            host.callTool("frail", JsonObject.of("fail", "yes"), TestHost.CALLER);
        } catch (ProblemException failed) {
            host.plan(new Command.Lock(FRAIL));
            return;
        }
        throw new IllegalStateException("The tool did not fail");
    }
}
