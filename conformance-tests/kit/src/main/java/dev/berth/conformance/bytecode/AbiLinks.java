/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Links the byte code of a package with the SDK without loading it (GATE-97): whatever it names must exist, in the lowest ABI
 * version of the declared range already.
 */
public final class AbiLinks {
    /** The rule of this check. */
    public static final Rule RULE = Rule.of("GATE-97", ProblemCode.ABI_FLOOR_TOO_LOW, ProblemCode.ABI_LINK_BROKEN);

    private static final String FIELD = "sdkAbiRange";
    private static final int MOST_NAMED = 5;

    private final AbiHistory history;
    private final Findings findings;
    private final Map<String, SemVer> needed = new TreeMap<>();

    private AbiLinks(AbiHistory history, Findings findings) {
        this.history = history;
        this.findings = findings;
    }

    /** Judges a subject by the SDK that this kit was made with. */
    public static void judge(Subject subject, Findings findings) {
        judge(subject, AbiHistory.sdk(), findings);
    }

    static void judge(Subject subject, AbiHistory history, Findings findings) {
        Bytecode code = Bytecode.of(subject.entries());
        AbiLinks links = new AbiLinks(history, findings);
        links.judgeTypes(code);
        links.judgeMembers(code);
        links.judgeFloor(subject);
    }

    private void judgeTypes(Bytecode code) {
        new TreeMap<>(code.foreignTypes()).forEach((name, path) -> {
            if (AbiHistory.isSdk(name)) {
                String type = name.replace('/', '.');
                history.since(name)
                        .ifPresentOrElse(
                                version -> needed.put(type, version),
                                () -> findings.add(
                                        RULE, broken(Location.of(path).field(type), type)));
            }
        });
    }

    private void judgeMembers(Bytecode code) {
        Bytecode.Origins origins = code.origins();
        Map<String, Site> broken = new TreeMap<>();
        code.sites().forEach(site -> {
            Set<String> owners = origins.of(site.use());
            if (owners.stream().noneMatch(AbiHistory::isSdk)) {
                return;
            }
            Optional<SemVer> since = owners.stream()
                    .flatMap(owner -> history.since(owner, site.use()).stream())
                    .findFirst();
            if (since.isPresent()) {
                needed.merge(site.use().briefly(), since.get(), AbiLinks::later);
            } else if (owners.stream().allMatch(this::isKnown)) {
                broken.putIfAbsent(site.use().words() + site.use().descriptor(), site);
            }
        });
        broken.values()
                .forEach(site -> findings.add(
                        RULE,
                        broken(site.location(), site.use().words())
                                .near(
                                        site.use().name(),
                                        history.membersOf(site.use().owner()))
                                .fact("descriptor", site.use().descriptor())
                                .fact("caller", site.caller())));
    }

    /** What another extension has, or a class of the SDK that is missing itself, is not judged here. */
    private boolean isKnown(String owner) {
        return owner.equals("java/lang/Object") || history.since(owner).isPresent();
    }

    private static Fault broken(Location location, String what) {
        return Fault.of(ProblemCode.ABI_LINK_BROKEN, location)
                .says("needs " + what + " of the SDK, as it was compiled")
                .but("no ABI version has it in this form")
                .fact("member", what)
                .author("compile with the released SDK and package the classes again");
    }

    private void judgeFloor(Subject subject) {
        Optional<Node.Text> field = subject.block().flatMap(block -> block.text(FIELD));
        Optional<SemVer> floor =
                field.flatMap(text -> VersionRange.abi(text.value())).flatMap(VersionRange::lowest);
        if (floor.isEmpty()) {
            return;
        }
        Map<String, SemVer> above = needed.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(floor.get()) > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, AbiLinks::later, TreeMap::new));
        above.values().stream().reduce(AbiLinks::later).ifPresent(least -> {
            String range = "^" + least.major() + "." + least.minor();
            findings.add(
                    RULE,
                    Fault.of(
                                    ProblemCode.ABI_FLOOR_TOO_LOW,
                                    dev.berth.manifest.finding.Findings.at(
                                            field.orElseThrow().place(), FIELD))
                            .says("needs SDK ABI " + least + " or later for " + named(above, least))
                            .but(Quoted.of(field.get().value()) + " starts at " + floor.get())
                            .fact("since", least.toString())
                            .fact("members", above.keySet().stream().toList())
                            .author("declare \"" + range + "\", or do without " + (above.size() == 1 ? "it" : "them")));
        });
    }

    private static String named(Map<String, SemVer> above, SemVer least) {
        String names = above.entrySet().stream()
                .filter(entry -> entry.getValue().equals(least))
                .limit(MOST_NAMED)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        long more = above.values().stream().filter(least::equals).count() - MOST_NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static SemVer later(SemVer one, SemVer other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
