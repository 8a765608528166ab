/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of one extension, and which of them decides about a call (PORT-32, PORT-33).
 *
 * @param byScope the decision of each row by its organisation; empty is the platform's
 * @param installs the scopes in which the extension is installed for itself
 */
record GrantRows(Map<Optional<String>, Decision> byScope, Set<Optional<String>> installs) {
    /** The scope of the whole platform. */
    static final Optional<String> PLATFORM = Optional.empty();

    /** Copies. */
    GrantRows {
        byScope = Map.copyOf(byScope);
        installs = Set.copyOf(installs);
    }

    /**
     * Takes the rows of an extension.
     *
     * @param installs the scopes in which it is live
     * @param next judged by the next request, where there is one (PORT-22)
     */
    static GrantRows of(Collection<Grant> rows, Set<Optional<String>> installs, boolean next) {
        Map<Optional<String>, Decision> byScope = new LinkedHashMap<>();
        rows.forEach(row -> byScope.put(row.organization(), next ? row.asked() : row.standing()));
        return new GrantRows(byScope, installs);
    }

    /** Tells whether it depends on the organisation whose row decides. */
    boolean differ() {
        return !installs.equals(Set.of(PLATFORM)) || byScope.keySet().stream().anyMatch(Optional::isPresent);
    }

    /** Returns the scope whose row decides about a call in an organisation, or in a hook. */
    Optional<String> scope(Optional<String> organization) {
        return installs.contains(organization) || byScope.containsKey(organization) ? organization : PLATFORM;
    }

    /**
     * Returns the decision about a call in an organisation, or in a hook, which has none: the row of an own install, which
     * inherits nothing; else the organisation's row, even one that approves nothing; else the platform's. An organisation for
     * which nothing is installed may use nothing, whoever has rows.
     */
    Decision deciding(Optional<String> organization) {
        if (organization.isEmpty()) {
            return inHooks();
        }
        boolean served = installs.contains(organization) || installs.contains(PLATFORM);
        return served ? row(scope(organization)) : undecided();
    }

    /** A port counts as granted in hooks when the row of any own scope grants it. */
    private Decision inHooks() {
        List<Decision> own = new ArrayList<>();
        installs.forEach(scope -> own.add(row(scope)));
        return own.stream().reduce(Decision::or).orElseGet(this::undecided);
    }

    private Decision row(Optional<String> scope) {
        Decision decision = byScope.get(scope);
        return decision == null ? undecided() : decision;
    }

    /** Without a row nothing may be used (PORT-31). */
    private Decision undecided() {
        PortSet requested = PortSet.NONE;
        for (Decision decision : byScope.values()) {
            requested = requested.plus(decision.requested());
        }
        return new Decision(requested, Decision.Status.PENDING, PortSet.NONE, PortSet.NONE, PortSet.NONE);
    }
}
