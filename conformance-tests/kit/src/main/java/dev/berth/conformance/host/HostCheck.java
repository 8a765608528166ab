/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.sdk.problem.Problem;
import java.util.List;
import java.util.function.Supplier;

/**
 * One thing that a host must do.
 *
 * @param rule the rule that asks for it
 * @param name what is checked, for people
 */
public record HostCheck(String rule, String name, Supplier<List<Problem>> work) {
    /** Starts a host, drives it, stops it, and returns what it did wrong. */
    public List<Problem> run() {
        return work.get();
    }

    @Override
    public String toString() {
        return rule + ": " + name;
    }
}
