/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.finding;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a rule found, as parts; {@link Findings} makes the sentence. Filled by chained calls: of a dozen parts most faults name
 * four or five.
 */
public final class Fault {
    final ProblemCode code;
    final Location location;
    final Map<String, Object> facts = new LinkedHashMap<>();
    Optional<Supplier<List<String>>> near = Optional.empty();
    String needs;
    Optional<String> found = Optional.empty();
    Optional<String> foundClause = Optional.empty();
    Optional<String> outcome = Optional.empty();
    Optional<String> author = Optional.empty();
    Optional<String> operator = Optional.empty();
    Optional<Severity> severity = Optional.empty();
    Optional<Severity> hostSeverity = Optional.empty();
    Optional<Blame> blame = Optional.empty();

    private Fault(ProblemCode code, Location location) {
        this.code = code;
        this.location = location;
        this.needs =
                location.field().map(name -> "needs another \"" + name + "\"").orElse("needs another content");
    }

    /** Starts a fault of a code at a place. */
    public static Fault of(ProblemCode code, Location location) {
        return new Fault(code, location);
    }

    /** Returns its code. */
    public ProblemCode code() {
        return code;
    }

    /** Says what the field at the place must be: {@code needs "kind" to be …}. */
    public Fault valid(String what) {
        facts.put("valid", what);
        needs = "needs " + location.field().map(name -> "\"" + name + "\"").orElse(location.path()) + " to be " + what;
        return this;
    }

    /** Says what the subject needs, or does wrong, in full; the subject comes before it. */
    public Fault says(String text) {
        facts.putIfAbsent("valid", text);
        needs = text;
        return this;
    }

    /** Says what was found. */
    public Fault found(String what) {
        found = Optional.of(what);
        return this;
    }

    /** Shows the value that was found. */
    public Fault found(Node value) {
        return found(Quoted.of(value));
    }

    /** Says what was found as a clause of its own, in place of {@code found …}. */
    public Fault but(String clause) {
        foundClause = Optional.of(clause);
        return this;
    }

    /** Names the known words near the one that was found. */
    public Fault near(String word, Collection<String> known) {
        // Compared when it is told: a file of nothing but typing errors would be compared for minutes.
        near = Optional.of(() -> NearMisses.of(word, known));
        return this;
    }

    /** Names known words near the one that was found, nearest first. */
    public Fault near(List<String> words) {
        near = Optional.of(() -> words);
        return this;
    }

    /** Says what comes of it, in place of what usually comes of an error. */
    public Fault then(String sentence) {
        outcome = Optional.of(sentence);
        return this;
    }

    /** Says what the author can do, without the end of the sentence. */
    public Fault author(String edit) {
        author = Optional.of(edit);
        return this;
    }

    /** Says what the operator can do, without the end of the sentence. */
    public Fault operator(String edit) {
        operator = Optional.of(edit);
        return this;
    }

    /** Gives it another severity than its code has, in every phase. */
    public Fault severity(Severity every) {
        return severity(every, every);
    }

    /** Gives it a severity by phase: while authoring, and in the host. */
    public Fault severity(Severity authoring, Severity host) {
        severity = Optional.of(authoring);
        hostSeverity = Optional.of(host);
        return this;
    }

    /** Blames another party than the code does. */
    public Fault blame(Blame party) {
        blame = Optional.of(party);
        return this;
    }

    /** Adds a fact for programs. */
    public Fault fact(String name, Object value) {
        facts.put(name, value);
        return this;
    }
}
