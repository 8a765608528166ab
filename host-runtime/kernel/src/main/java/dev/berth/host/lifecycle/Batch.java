/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.closure.BatchProblems;
import dev.berth.host.closure.ClosurePlan;
import dev.berth.host.closure.Gathered;
import dev.berth.host.closure.Gathered.Offer;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.InstalledExtension.Row;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.BatchEntry.Phase;
import dev.berth.host.lifecycle.BatchGate.Member;
import dev.berth.host.lifecycle.Command.InstallAll;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Installs several extensions and what they need: one plan, one transaction, one pass of activation, and after a failure none of it is
 * left (LIFE-83, LIFE-91). Before the transaction nothing refers to the bytes; after it, until the batch is finalised, a crash is
 * followed by the undo.
 */
final class Batch {
    private final World world;
    private final Intake intake;
    private final Install install;
    private final BatchUndo undo;

    Batch(World world, Intake intake, Install install) {
        this.world = world;
        this.intake = intake;
        this.install = install;
        this.undo = new BatchUndo(world);
    }

    Planned plan(InstallAll command) {
        Optional<Problem> open = undo.overlap(command.scope());
        if (open.isPresent()) {
            return new Planned.Refused(open.get());
        }
        Map<Offer, Source> sources = new LinkedHashMap<>();
        Stream.concat(command.roots().stream(), command.candidates().stream())
                .forEach(source -> sources.putIfAbsent(offer(source), source));
        Gathered gathered = Gathered.of(sources.keySet(), world.verifier(), world.liveExtensions());
        Planned planned = judge(command, sources, gathered);
        if (planned instanceof Planned.Refused) {
            gathered.close();
        }
        return planned;
    }

    private static Offer offer(Source source) {
        return new Offer(source.file(), source.name());
    }

    private Planned judge(InstallAll command, Map<Offer, Source> sources, Gathered gathered) {
        Set<Problem> problems = new LinkedHashSet<>();
        Map<String, ExtensionManifest> roots = new LinkedHashMap<>();
        for (Source root : command.roots()) {
            problems.addAll(gathered.problems(offer(root)));
            gathered.verified(offer(root))
                    .flatMap(verified -> Optional.ofNullable(
                                    roots.putIfAbsent(verified.manifest().id().value(), verified.manifest()))
                            .filter(other ->
                                    !other.version().equals(verified.manifest().version()))
                            .map(other -> BatchProblems.twice(other, verified.manifest())))
                    .ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            return new Planned.Refused(List.copyOf(problems));
        }
        ClosurePlan closure = ClosurePlan.of(
                roots.values(),
                gathered,
                Resolver.seenBy(world.live(), command.scope().organization()),
                trusted());
        problems.addAll(closure.problems());
        List<Member> members = closure.members().stream()
                .map(manifest -> member(manifest, sources, gathered, command.scope()))
                .toList();
        BatchGate gate = new BatchGate(world, intake, members, command.scope());
        problems.addAll(gate.problems());
        List<Member> added =
                members.stream().filter(member -> !member.isThere()).toList();
        if (problems.isEmpty()) {
            added.forEach(member -> problems.addAll(gathered.beside(
                    member.manifest(), added.stream().map(Member::manifest).toList())));
        }
        return problems.isEmpty()
                ? new Planned.Ready(
                        describe(members, roots, command.scope()),
                        by -> apply(added, command.scope(), by),
                        gathered::close)
                : new Planned.Refused(List.copyOf(problems));
    }

    private Member member(ExtensionManifest manifest, Map<Offer, Source> sources, Gathered gathered, Scope scope) {
        Offer offer = gathered.offer(manifest);
        Source source = Optional.ofNullable(sources.get(offer)).orElseThrow();
        return new Member(
                gathered.verified(offer).orElseThrow(),
                source,
                world.targets().find(manifest.id(), scope),
                world.registry().find(manifest.id()));
    }

    /** Scopes whose extensions may come in although nobody named them (LIFE-83). */
    private Set<String> trusted() {
        return world.verifier().policy().get("trustedDependencyScopes").stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(list -> ((JsonArray) list).items().stream())
                .filter(JsonString.class::isInstance)
                .map(name -> ((JsonString) name).value().replaceFirst("^@", ""))
                .collect(Collectors.toSet());
    }

    private Plan describe(List<Member> members, Map<String, ExtensionManifest> roots, Scope scope) {
        List<String> effects = new ArrayList<>();
        List<JsonObject> facts = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        for (Member member : members) {
            if (member.isThere()) {
                effects.add(member.manifest().subject() + " is there already and stays as it is.");
            } else {
                Plan own = install.describe(member.verified(), member.source(), scope);
                effects.addAll(own.effects());
                warnings.addAll(own.warnings());
                facts.add(own.facts());
            }
        }
        effects.add("All of them come in, or none: if one fails, the others are taken away again.");
        String subject = roots.values().stream().map(ExtensionManifest::subject).collect(Collectors.joining(", "));
        return new Plan("install", subject, effects, List.of(), JsonObject.of("members", facts), List.copyOf(warnings));
    }

    private Applied apply(List<Member> added, Scope scope, By by) {
        if (added.isEmpty()) {
            return new Applied(false, "All of them are there already.", List.of());
        }
        added.forEach(member -> new Teardown(world).settle(member.manifest().id()));
        BatchEntry planned = new BatchEntry(
                UUID.randomUUID().toString(),
                scope.organization(),
                added.stream().map(Member::entry).toList(),
                Phase.PLANNED,
                world.clock().instant());
        undo.journal(planned);
        boolean committed = false;
        try {
            added.forEach(member -> world.contents().put(member.verified()));
            undo.journal(planned.at(Phase.INSTALLING, world.clock()));
            commit(added, scope, planned, by);
            committed = true;
        } finally {
            if (!committed && !undo.isStored(planned)) {
                world.collectGarbage();
                undo.journal(planned.at(Phase.ROLLED_BACK, world.clock()));
            }
        }
        return activated(added, planned, by);
    }

    private void commit(List<Member> added, Scope scope, BatchEntry planned, By by) {
        Changes changes = new Changes();
        for (Member member : added) {
            Revision revision = member.others()
                    .map(InstalledExtension::current)
                    .orElseGet(() -> intake.revision(member.verified(), 1, member.source()));
            Row row = world.row(revision.id(), member.source().origin());
            world.registry()
                    .save(
                            member.others()
                                    .map(there -> there.with(scope, row))
                                    .orElseGet(() -> world.first(revision, scope)),
                            changes);
            install.admit(revision, member.verified(), member.source(), scope, by, changes);
        }
        changes.add(() -> world.journal().append(planned.at(Phase.INSTALLED, world.clock())));
        changes.commit(world.transactor());
    }

    private Applied activated(List<Member> added, BatchEntry planned, By by) {
        List<Revision> starting = added.stream()
                .map(member -> world.registry().require(member.manifest().id()))
                .filter(row -> !world.isActive(row))
                .map(InstalledExtension::current)
                .toList();
        List<Outcome> outcomes =
                new ArrayList<>(world.activator().activate("install " + starting.size(), starting, world.beside()));
        Optional<Outcome> failed =
                outcomes.stream().filter(Outcome.Failed.class::isInstance).findFirst();
        if (failed.isPresent()) {
            throw new ProblemException(undo.undo(planned, failed.get(), by));
        }
        undo.journal(planned.at(Phase.FINALIZED, world.clock()));
        outcomes.addAll(world.wake());
        long waiting =
                outcomes.stream().filter(Outcome.Skipped.class::isInstance).count();
        String rest = waiting == 0 ? " and active." : "; " + waiting + " not active.";
        String names = added.stream().map(member -> member.manifest().subject()).collect(Collectors.joining(", "));
        return new Applied(true, names + (added.size() == 1 ? " is" : " are") + " installed" + rest, outcomes);
    }
}
