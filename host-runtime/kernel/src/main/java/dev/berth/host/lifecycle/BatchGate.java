/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.PortSet;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.resolve.Gates;
import dev.berth.host.resolve.LiveRow;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges several that shall be installed together: each for itself, and all of them beside what is live (LIFE-82 to LIFE-84). */
record BatchGate(World world, Intake intake, List<Member> members, Scope scope) {
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        List<Member> added =
                members.stream().filter(member -> !member.isThere()).toList();
        added.forEach(member -> problems.addAll(alone(member)));
        added.forEach(member -> problems.addAll(together(member, added)));
        return problems;
    }

    private List<Problem> alone(Member member) {
        List<Problem> problems = new ArrayList<>();
        member.row().flatMap(StatusTable.INSTALL::refusal).ifPresent(problems::add);
        if (member.row().isEmpty()) {
            member.others()
                    .flatMap(there -> Target.sharing(there, member.verified(), scope))
                    .ifPresent(problems::add);
        }
        problems.addAll(intake.refusals(member.verified(), narrowed(member), scope));
        new Permissions(world)
                .refusal(member.others(), member.verified(), narrowed(member))
                .ifPresent(problems::add);
        return problems;
    }

    /**
     * What is named for all is meant for those that ask for it: the ports to grant, and the permissions that are agreed to. What
     * nobody asks for is refused with every one of them.
     */
    private Source narrowed(Member member) {
        Source source = member.source();
        Set<String> permissions = new HashSet<>();
        PortSet asked = PortSet.NONE;
        for (Member one : members) {
            asked = asked.plus(PortSet.of(one.manifest().requestedPorts()));
            permissions.addAll(one.manifest().permissions());
        }
        GrantChoice choice = source.grant();
        if (choice instanceof GrantChoice.Only(PortSet ports)) {
            PortSet own = PortSet.of(member.manifest().requestedPorts());
            choice = new GrantChoice.Only(ports.and(own).plus(ports.minus(asked)));
        }
        Optional<Set<String>> agreed = source.permissions()
                .map(named -> named.stream()
                        .filter(one -> member.manifest().permissions().contains(one) || !permissions.contains(one))
                        .collect(Collectors.toSet()));
        return new Source(source.file(), source.origin(), source.name(), choice, source.consents(), agreed);
    }

    private List<Problem> together(Member member, List<Member> added) {
        List<LiveRow> beside = Stream.concat(
                        world.live().stream(),
                        added.stream()
                                .filter(other -> !other.manifest()
                                        .id()
                                        .equals(member.manifest().id()))
                                .map(other -> new LiveRow(other.manifest(), scope.organization())))
                .toList();
        return new Gates(beside)
                .entering(new LiveRow(member.manifest(), scope.organization()), "Nothing was installed.");
    }

    /**
     * One of several that are installed together.
     *
     * @param row what is there of it for those who install
     * @param others what is there of it for anybody
     */
    record Member(VerifiedPackage verified, Source source, Optional<Target> row, Optional<InstalledExtension> others) {
        ExtensionManifest manifest() {
            return verified.manifest();
        }

        /** Tells whether it is there already, as this very package; then nothing is done to it (LIFE-91). */
        boolean isThere() {
            return row.filter(target -> Install.isSame(target, verified)).isPresent();
        }

        BatchEntry.Member entry() {
            return new BatchEntry.Member(manifest().id(), verified.packageDigest());
        }
    }
}
