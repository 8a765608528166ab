/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * For whom a row is (LIFE-3). Rows of several scopes share the one revision that runs (LIFE-4).
 *
 * @param level what kind of owner
 * @param owner its id; empty for the platform
 * @param organization the organisation it belongs to; empty for the platform
 */
public record Scope(Level level, String owner, Optional<String> organization) implements Comparable<Scope> {
    /** What kind of owner a row has, the widest first. */
    public enum Level {
        PLATFORM,
        WORKSPACE,
        ORGANIZATION,
        TEAM,
        USER,
        AGENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The whole host: every organisation sees it. */
    public static final Scope PLATFORM = new Scope(Level.PLATFORM, "", Optional.empty());

    private static final Comparator<Scope> WIDEST_FIRST = Comparator.comparing(Scope::level)
            .thenComparing(scope -> scope.organization().orElse(""))
            .thenComparing(Scope::owner);

    /** Only the platform has neither owner nor organisation. */
    public Scope {
        boolean wide = level == Level.PLATFORM;
        if (wide != owner.isEmpty() || wide != organization.isEmpty()) {
            throw new IllegalArgumentException("A row for the " + level + " \"" + owner + "\" in the organisation \""
                    + organization.orElse("") + "\" is none");
        }
    }

    /** Returns the scope of an organisation, or that of the platform. */
    public static Scope of(Optional<String> organization) {
        return organization
                .map(name -> new Scope(Level.ORGANIZATION, name, organization))
                .orElse(PLATFORM);
    }

    /** Tells whether callers of an organisation see what is here; without one they see what the platform does. */
    public boolean isSeenIn(Optional<String> viewer) {
        return organization.isEmpty() || organization.equals(viewer);
    }

    @Override
    public int compareTo(Scope other) {
        return WIDEST_FIRST.compare(this, other);
    }

    /** Returns it as people say it, {@code the organisation acme}. */
    @Override
    public String toString() {
        return switch (level) {
            case PLATFORM -> "the platform";
            case ORGANIZATION -> "the organisation " + owner;
            case WORKSPACE, TEAM, USER, AGENT ->
                "the " + level + " " + owner + " of the organisation " + organization.orElse("");
        };
    }
}
