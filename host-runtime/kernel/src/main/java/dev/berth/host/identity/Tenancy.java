/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which organisations a host serves (PORT-62).
 *
 * @param only the one of a single-tenant host, which is in every context; empty: several, and each identity says its own
 */
public record Tenancy(Optional<String> only) {
    /** One organisation, {@code default}. */
    public static final Tenancy SINGLE = new Tenancy(Optional.of("default"));

    /** As many as there are tokens of. */
    public static final Tenancy SEVERAL = new Tenancy(Optional.empty());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** Returns the organisation of a call by somebody who is bound to this one, or to none. */
    public Optional<String> context(Optional<String> bound) {
        return only.or(() -> bound);
    }

    /**
     * Judges an organisation that a request names.
     *
     * @throws ProblemException {@code usage-invalid} on a host of one organisation, and for what is no name
     */
    public Optional<String> named(Optional<String> organization) {
        organization.ifPresent(name -> {
            if (only.isPresent()) {
                throw refused(
                        "a host of several organisations to name one", "a host of one, and \"" + shown(name) + "\"");
            } else if (!isName(name)) {
                throw refused("an organisation of the form " + NAME, "\"" + shown(name) + "\"");
            }
        });
        return organization;
    }

    /** Tells whether an organisation can be called so. */
    public static boolean isName(String organization) {
        return NAME.matcher(organization).matches();
    }

    public static String shown(String name) {
        String start = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }

    private static ProblemException refused(String needed, String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        "the request",
                        "The request needs " + needed + "; found " + found + ". Nothing was changed.")
                .operator("leave the organisation out, or start the host with berth up --multi-tenant."));
    }
}
