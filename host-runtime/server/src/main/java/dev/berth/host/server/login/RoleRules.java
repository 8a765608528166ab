/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import dev.berth.host.identity.Logins;
import dev.berth.host.identity.Logins.Vouched;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Tenancy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is let in as what, by the claims of an ID token.
 *
 * @param user the claim that names somebody
 * @param organization the claim that binds somebody to an organisation; empty: everybody is held on the platform
 * @param roles the claim whose values give roles
 * @param given the roles of those values, in the organisation
 * @param platform the roles of those values on the whole platform
 * @param fallback of somebody without any of them; empty: nobody is let in so
 */
record RoleRules(
        String user,
        Optional<String> organization,
        String roles,
        Map<String, Role> given,
        Map<String, Role> platform,
        Optional<Role> fallback) {

    /** Copies. */
    RoleRules {
        given = Map.copyOf(given);
        platform = Map.copyOf(platform);
    }

    /** Returns as whom somebody is let in. */
    Vouched judge(Map<String, Object> claims) {
        String name = claim(claims, user)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(Logins::fits)
                .orElseThrow(() -> LoginRefusal.nobody(
                        "user-missing",
                        "a user",
                        "the claim \"" + user + "\" with 1 to 123 letters, digits, blanks and . _ @ + : -",
                        claim(claims, user).isPresent() ? "another value" : "none"));
        Set<String> values = values(claims);
        Set<Role> everywhere = mapped(platform, values);
        if (!everywhere.isEmpty()) {
            return new Vouched(name, Optional.empty(), everywhere);
        }
        Optional<String> where = organization.map(claim -> organization(name, claim, claims));
        Set<Role> here = mapped(given, values);
        if (here.isEmpty()) {
            here.add(fallback.orElseThrow(() -> LoginRefusal.nobody(
                    "role-missing",
                    name,
                    "a role on this host, given by the claim \"" + roles + "\"",
                    values.isEmpty() ? "no such claim" : "only values that give none")));
        }
        return new Vouched(name, where, here);
    }

    private static String organization(String name, String claim, Map<String, Object> claims) {
        return claim(claims, claim)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(Tenancy::isName)
                .orElseThrow(() -> LoginRefusal.nobody(
                        "organization-missing",
                        name,
                        "an organisation, named by the claim \"" + claim + "\"",
                        claim(claims, claim).isPresent() ? "a value that is no name of one" : "no such claim"));
    }

    private static Set<Role> mapped(Map<String, Role> given, Set<String> values) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        given.forEach((value, role) -> {
            if (values.contains(value)) {
                roles.add(role);
            }
        });
        return roles;
    }

    /** A joined text counts whole and by its parts (PORT-81). */
    private Set<String> values(Map<String, Object> claims) {
        List<String> values = new ArrayList<>();
        Object claim = claim(claims, roles).orElse("");
        if (claim instanceof String text) {
            values.add(text);
            values.addAll(List.of(text.split("[ ,]+")));
        } else if (claim instanceof Collection<?> several) {
            several.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(values::add);
        }
        values.removeIf(String::isBlank);
        return Set.copyOf(values);
    }

    /** Finds a claim by its name, or by the way to it, {@code realm_access.roles}. */
    private static Optional<Object> claim(Map<?, ?> claims, String name) {
        Object direct = claims.get(name);
        int dot = name.indexOf('.');
        if (direct != null || dot < 0) {
            return Optional.ofNullable(direct);
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, name.substring(dot + 1))
                : Optional.empty();
    }
}
