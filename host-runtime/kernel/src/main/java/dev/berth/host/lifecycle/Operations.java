/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.By;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Scope;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.namespace.Namespaces;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The one door for changes: plan, then apply what was planned. Called by the lifecycle thread alone. */
public final class Operations {
    private final World world;
    private final Install install;
    private final Batch batch;
    private final Update update;
    private final Rollback rollback;
    private final Reinstall reinstall;
    private final Removal removal;
    private final Revive revive;
    private final Locking locking;
    private final ForceDelete forceDelete;
    private final Purge purge;
    private final Grants grants;
    private final Resumption resumption;

    public Operations(World world) {
        Intake intake = new Intake(world);
        this.world = world;
        this.install = new Install(world, intake);
        this.batch = new Batch(world, intake, install);
        this.update = new Update(world, intake);
        this.rollback = new Rollback(world, intake);
        this.reinstall = new Reinstall(world, intake, update);
        this.removal = new Removal(world);
        this.revive = new Revive(world);
        this.locking = new Locking(world);
        this.forceDelete = new ForceDelete(world);
        this.purge = new Purge(world);
        this.resumption = new Resumption(world);
        this.grants = new Grants(world, resumption);
    }

    /** A plan and what came of it. */
    public record Done(Plan plan, Applied applied) {}

    /** Takes back what a crash or a failure cut short; returns what is left of it (LIFE-88, LIFE-90). */
    public List<Problem> recover() {
        List<Problem> left = new ArrayList<>(new Undo(world).recover());
        left.addAll(new BatchUndo(world).recover());
        return left;
    }

    /** Acts when the current revision of an extension has failed its probation (LIFE-101); returns what happened. */
    public Problem relapse(InstalledExtension row) {
        return new Relapse(world, rollback).of(row);
    }

    /** Plans a command and changes nothing; a refusal is thrown with all its problems. */
    public Plan plan(Command command) {
        Planned.Ready ready = ready(command);
        ready.release().run();
        return ready.plan();
    }

    /** Plans a command anew and carries it out, if the plan is still the one that was shown. */
    public Done apply(Command command, Optional<String> shownDigest, By by) {
        Planned.Ready ready = ready(command);
        try {
            String digest = ready.plan().digest();
            if (shownDigest.filter(shown -> !shown.equals(digest)).isPresent()) {
                throw new ProblemException(stale(ready.plan(), shownDigest.get()));
            }
            return new Done(ready.plan(), ready.work().apply(by));
        } finally {
            ready.release().run();
        }
    }

    static Problem stale(Plan plan, String shown) {
        return Problem.of(
                        ProblemCode.PLAN_STALE,
                        plan.subject(),
                        plan.subject() + " needs the plan that was shown (" + shown + ") to be the plan now; it is "
                                + plan.digest() + ", because something changed in between. Nothing was done.")
                .fact("shown", shown)
                .fact("now", plan.digest())
                .operator("look at the plan again and confirm the new digest.");
    }

    /** Deletes what earlier removals left of the data of their extensions; returns what is still owed (LIFE-126). */
    public List<Problem> settle() {
        return new Teardown(world).settleAll();
    }

    /** Goes on with updates that waited for a grant which was given before a crash (LIFE-97); returns what did not come up. */
    public List<Problem> resume(By by) {
        return resumption.resumeAll(by).stream()
                .flatMap(outcome -> outcome.why().stream())
                .toList();
    }

    private Planned.Ready ready(Command command) {
        return switch (judge(command)) {
            case Planned.Ready ready -> ready;
            case Planned.Refused(List<Problem> problems) -> throw new ProblemException(problems);
        };
    }

    private Planned judge(Command command) {
        if (command instanceof Command.Change change) {
            world.tenancy().named(change.scope().organization());
        }
        return switch (command) {
            case Command.Install(Command.Source source, Scope scope) -> install.plan(source, scope);
            case Command.InstallAll all -> batch.plan(all);
            case Command.Update(Command.Source source, Scope scope) -> update.plan(source, scope);
            case Command.Reinstall(Command.Source source, Scope scope) -> reinstall.plan(source, scope);
            case Command.Rollback(ExtensionId id, Scope scope, Optional<String> to) ->
                whole(id, scope, extension -> rollback.plan(extension, to));
            case Command.Archive(ExtensionId id, Scope scope) -> of(id, scope, removal::archive);
            case Command.Restore(ExtensionId id, Scope scope) -> of(id, scope, revive::restore);
            case Command.Uninstall(ExtensionId id, Scope scope) -> of(id, scope, removal::uninstall);
            case Command.Lock(ExtensionId id, Scope scope) -> of(id, scope, locking::lock);
            case Command.Unlock(ExtensionId id, Scope scope, boolean explicit) ->
                of(id, scope, row -> locking.unlock(row, explicit));
            case Command.ForceDelete(ExtensionId id, Command.Confirmation confirmation) ->
                whole(id, Scope.PLATFORM, extension -> forceDelete.plan(extension, confirmation));
            case Command.Purge(ExtensionId id) -> whole(id, Scope.PLATFORM, purge::plan);
            case Command.Activate(ExtensionId id, Scope scope) -> of(id, scope, revive::activate);
            case Command.Release(ExtensionId id) -> whole(id, Scope.PLATFORM, row -> new Release(world).plan(row));
            case Command.ChooseNamespace(String name) ->
                naming(world.namespaces().choose(name));
            case Command.ChangeNamespace(String name, Namespaces.Confirmation said) ->
                naming(world.namespaces().change(name, said));
            case Command.Grant grant -> grants.approve(grant);
            case Command.Deny deny -> grants.deny(deny);
            case Command.Revoke revoke -> grants.revoke(revoke);
            case Command.Permit(ExtensionId id, Set<String> permissions) ->
                whole(id, Scope.PLATFORM, row -> new Permissions(world).decide(row, permissions, true));
            case Command.Forbid(ExtensionId id, Set<String> permissions) ->
                whole(id, Scope.PLATFORM, row -> new Permissions(world).decide(row, permissions, false));
        };
    }

    private static Planned naming(Namespaces.Decision decision) {
        return switch (decision) {
            case Namespaces.Decision.Refused(Problem problem) -> new Planned.Refused(problem);
            case Namespaces.Decision.Allowed(Plan plan, boolean changes, Function<By, String> work) ->
                new Planned.Ready(plan, by -> new Planned.Applied(changes, work.apply(by), List.of()));
        };
    }

    /** What changes one row. */
    private Planned of(ExtensionId id, Scope scope, Function<Target, Planned> operation) {
        return world.targets()
                .find(id, scope)
                .map(operation)
                .orElseGet(() -> new Planned.Refused(world.targets().missing(id, scope)));
    }

    /** What changes all rows at once. */
    private Planned whole(ExtensionId id, Scope scope, Function<InstalledExtension, Planned> operation) {
        return world.targets()
                .refusal(id, scope)
                .<Planned>map(Planned.Refused::new)
                .orElseGet(() -> operation.apply(world.registry().require(id)));
    }
}
