/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import java.util.List;
import java.util.Optional;

/**
 * Judges one aspect of an extension. Pure over its input: no network, no clock, no write (GATE-4); reports everything it finds
 * (GATE-5). Holds no state; any thread may use it.
 */
public interface Gate {
    /** Returns which of the nine it is. */
    GateId id();

    /** Returns the rules that it judges, in the order of the page. */
    List<Rule> rules();

    /** Returns why it does not apply to a subject, for people; empty if it does (GATE-6). */
    default Optional<String> skipped(Subject subject) {
        return Optional.empty();
    }

    /** Returns the gate as far as it only reads: a gate that tries code out leaves that away (GATE-4). */
    default Gate withoutProbe() {
        return this;
    }

    /** Judges a subject. May throw anything: the gate counts as broken then, and the others go on (GATE-6). */
    void judge(Subject subject, Findings findings);
}
