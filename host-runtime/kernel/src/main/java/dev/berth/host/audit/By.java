/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

/**
 * Who did something, and where.
 *
 * @param actor the user, else {@code system:<source>}; never blank
 * @param surface {@code cli}, {@code rest}, {@code console}, {@code embedded} or {@code host}
 */
public record By(String actor, String surface) {
    /** The host itself, by its policy. */
    public static final By POLICY = new By("system:policy", "host");

    /** The host itself, as it was configured. */
    public static final By CONFIG = new By("system:config", "host");

    /** The host itself, because a revision failed its probation. */
    public static final By PROBATION = new By("system:probation", "host");

    /** Refuses blanks. */
    public By {
        if (actor.isBlank() || surface.isBlank()) {
            throw new IllegalArgumentException("An audit entry needs an actor and a surface");
        }
    }
}
