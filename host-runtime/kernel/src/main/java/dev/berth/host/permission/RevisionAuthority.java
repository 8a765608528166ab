/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The authority of a revision that is loaded: what it asks for and what is approved, both, at every instant (I6). */
final class RevisionAuthority implements Authority {
    private final Revision revision;
    private final Set<String> requested;
    private final Folders folders;
    private final Denials denials;
    private final boolean watched;
    private volatile Permits permits = Permits.NONE;
    private volatile boolean ended;

    /** @param watched denials are noted and let through */
    RevisionAuthority(Revision revision, Folders folders, Denials denials, boolean watched) {
        this.revision = revision;
        this.requested = Set.copyOf(revision.manifest().permissions());
        this.folders = folders;
        this.denials = denials;
        this.watched = watched;
    }

    /** Goes by other decisions, for the next demand. */
    void update(Collection<String> approved) {
        Set<String> held = new TreeSet<>(requested);
        held.retainAll(approved);
        permits = ended ? Permits.NONE : Permits.of(held);
    }

    /** From now on everything is refused: also to a thread that code left behind. */
    void end() {
        ended = true;
        permits = Permits.NONE;
        folders.temporary().delete();
    }

    Revision revision() {
        return revision;
    }

    Collection<Denial> denials() {
        return denials.all();
    }

    @Override
    public void demand(Demand demand) {
        if (!permits.holds(demand, folders)) {
            denied(demand);
        }
    }

    @Override
    public boolean allows(Demand demand) {
        return permits.holds(demand, folders) || letsThrough(demand);
    }

    @Override
    public Path temporaryFolder() {
        Demand demand = new Demand.UseTemporary();
        demand(demand);
        return folders.temporary().path().orElseThrow(() -> refusal(demand, Refusal.STOPPED));
    }

    /** What nothing gives is never let through either, nor anything to code that was stopped. */
    private boolean letsThrough(Demand demand) {
        boolean given = !(demand instanceof Demand.Never
                || demand instanceof Demand.LoadNative
                || demand instanceof Demand.ReadProperty);
        return watched && !ended && given;
    }

    private void denied(Demand demand) {
        Refusal why = reason(demand);
        boolean through = letsThrough(demand);
        denials.add(Denial.shown(demand.words()), Denial.shown(demand.permission()), why.toString(), through);
        if (!through) {
            throw refusal(demand, why);
        }
    }

    private Refusal reason(Demand demand) {
        if (ended) {
            return Refusal.STOPPED;
        } else if (demand instanceof Demand.Never || demand instanceof Demand.LoadNative) {
            return Refusal.NEVER;
        }
        Permits asked = Permits.of(requested);
        if (asked.holds(demand, folders)) {
            return Refusal.REVOKED;
        } else if (!(demand instanceof Demand.ReadFile || demand instanceof Demand.WriteFile)
                || asked.mounts().isEmpty()) {
            return Refusal.UNDECLARED;
        }
        return folders.unbound(asked.mounts()).isEmpty() ? Refusal.OUTSIDE : Refusal.UNBOUND;
    }

    private PermissionDenied refusal(Demand demand, Refusal why) {
        return new PermissionDenied(problem(demand, why));
    }

    private Problem problem(Demand demand, Refusal why) {
        String what = Denial.shown(demand.words());
        String needed = Denial.shown(demand.permission());
        Set<String> held = permits.names();
        String subject = revision.subject();
        Problem problem = Problem.of(
                        ProblemCode.PERMISSION_DENIED,
                        subject,
                        subject + " tried to " + what + ", which "
                                + (needed.isEmpty() ? "no permission gives" : "needs the permission " + needed)
                                + "; found: " + (held.isEmpty() ? "none" : String.join(", ", held))
                                + ". It was refused and audited.\n" + why.sentence())
                .fact("demand", what)
                .fact("permission", needed)
                .fact("held", held)
                .fact("reason", why.toString());
        return switch (why) {
            case STOPPED -> problem.blame(Blame.AUTHOR).author("end what destroy leaves running.");
            case NEVER ->
                demand instanceof Demand.LoadNative
                        ? problem.blame(Blame.AUTHOR)
                                .author("use a library without native code: none is loaded into the host's process.")
                        : problem.blame(Blame.AUTHOR).author("remove this use.");
            case UNDECLARED ->
                needed.isEmpty()
                        ? problem.blame(Blame.AUTHOR).author("remove this use.")
                        : problem.blame(Blame.AUTHOR).author("add \"" + needed + "\" to \"permissions\".");
            case REVOKED ->
                problem.operator("berth permissions " + revision.id() + " shows what was revoked; berth grant "
                        + revision.id() + " PERMISSION gives it back.");
            case UNBOUND ->
                problem.operator("bind a folder: berth mounts set "
                        + folders.unbound(Permits.of(requested).mounts()).first() + " FOLDER");
            case OUTSIDE ->
                problem.author("use files of the folders that are bound to its mounts.")
                        .operator("berth mounts shows which folders are bound.");
        };
    }
}
