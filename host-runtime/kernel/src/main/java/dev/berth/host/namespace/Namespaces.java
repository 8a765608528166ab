/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.namespace;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.NamespaceChosen;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Transactor;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The namespace of a host: chosen once, and frozen from then on, since others know it by that; another one takes an operation of its
 * own (LIFE-157). Changes are made on the lifecycle thread; anybody may read.
 */
public final class Namespaces {
    private final NamespaceStore store;
    private final NamespaceRules rules;
    private final Transactor transactor;
    private final AuditLog audit;
    private final Clock clock;
    private volatile Optional<Named> current = Optional.empty();

    public Namespaces(NamespaceStore store, NamespaceRules rules, Transactor transactor, AuditLog audit, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.transactor = transactor;
        this.audit = audit;
        this.clock = clock;
    }

    /** What comes of a wish. */
    public sealed interface Decision {
        /** It cannot be. */
        record Refused(Problem problem) implements Decision {}

        /**
         * It can be.
         *
         * @param changes whether anything is written
         * @param work does it, and says what was done
         */
        record Allowed(Plan plan, boolean changes, Function<By, String> work) implements Decision {}
    }

    /**
     * How somebody confirms that a frozen namespace is to change.
     *
     * @param replaces the one that is to go
     */
    public record Confirmation(Optional<String> replaces, Optional<String> reason, boolean confirmDestructive) {}

    /** Reads what is kept. */
    public void load() {
        current = store.load();
    }

    /** Returns it, if the host has one. */
    public Optional<String> current() {
        return current.map(Named::name);
    }

    /** Judges the wish for a first one. */
    public Decision choose(String input) {
        return switch (Judged.of(input, rules)) {
            case Judged.Unfit(Problem problem) -> new Decision.Refused(problem);
            case Judged.Fit(String name) ->
                current().filter(old -> !old.equals(name)).isPresent()
                        ? new Decision.Refused(frozen(name))
                        : allowed("namespace", name, "");
        };
    }

    /** Judges the wish for another one. */
    public Decision change(String input, Confirmation said) {
        return switch (Judged.of(input, rules)) {
            case Judged.Unfit(Problem problem) -> new Decision.Refused(problem);
            case Judged.Fit(String name) ->
                refusal(name, said)
                        .<Decision>map(Decision.Refused::new)
                        .orElseGet(() ->
                                allowed("namespace-change", name, said.reason().orElse("")));
        };
    }

    private Optional<Problem> refusal(String name, Confirmation said) {
        if (current.isEmpty()) {
            return Optional.of(Problem.of(
                            ProblemCode.NAMESPACE_REQUIRED,
                            Judged.SUBJECT,
                            "The namespace of this host needs to be chosen before it can be changed; found none. Nothing"
                                    + " was changed.")
                    .operator("choose it: berth namespace " + name));
        }
        String old = current.get().name();
        List<String> missing = new ArrayList<>();
        if (!said.replaces().equals(Optional.of(old))) {
            missing.add("the one that is to go, " + old + "; found "
                    + said.replaces().map(Quoted::of).orElse("none"));
        }
        if (said.reason().filter(AuditEvent::isReason).isEmpty()) {
            missing.add("a reason of 1 to " + AuditEvent.LONGEST_REASON + " characters on one line; found "
                    + (said.reason().isEmpty() ? "none" : "another text"));
        }
        if (!said.confirmDestructive()) {
            missing.add("the confirmation that others lose what they know this host by; found none");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                ProblemCode.CONFIRMATION_REQUIRED,
                                Judged.SUBJECT,
                                "Changing the namespace of this host needs " + String.join("; it needs ", missing)
                                        + ". Nothing was changed.")
                        .fact("missing", missing)
                        .operator("repeat it with all of them: " + command(name, old)));
    }

    private static String command(String name, String old) {
        return "berth namespace-change " + name + " --replaces " + old + " --reason TEXT --confirm-destructive";
    }

    private Problem frozen(String name) {
        String old = current().orElse("");
        return Problem.of(
                        ProblemCode.NAMESPACE_FROZEN,
                        Judged.SUBJECT,
                        "The namespace of this host needs to stay " + old + ", which others know it by; found "
                                + Quoted.of(name) + ". Nothing was changed.")
                .fact("namespace", old)
                .operator("if it has to be another one: " + command(name, old));
    }

    private Decision allowed(String operation, String name, String reason) {
        String old = current().orElse("");
        boolean same = old.equals(name);
        String already = "The namespace of this host is " + name + " already.";
        List<String> effects = same
                ? List.of(already + " Nothing is done.")
                : old.isEmpty()
                        ? List.of("Names this host " + name + " as a publisher; from then on the name is frozen.")
                        : List.of(
                                "Names this host " + name + " in the place of " + old + ".",
                                "Who knows it as " + old + " has to be told; nothing is published under either name.");
        JsonObject facts = JsonObject.of("namespace", name, "before", old, "reason", reason);
        Plan plan = new Plan(operation, Judged.SUBJECT, effects, List.of(), facts, List.of());
        return new Decision.Allowed(plan, !same, by -> same ? already : named(name, old, reason, by));
    }

    private String named(String name, String old, String reason, By by) {
        Named named = new Named(name, by, clock.instant());
        Changes changes = new Changes();
        changes.add(() -> store.save(named), () -> current = Optional.of(named));
        changes.add(() -> audit.append(new NamespaceChosen(name, old, reason), by));
        changes.commit(transactor);
        return "The namespace of this host is " + name + ".";
    }
}
