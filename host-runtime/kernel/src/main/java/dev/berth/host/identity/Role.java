/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What somebody is on this host. What it allows is the table of {@link Permission}. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    OPERATOR;

    /** Returns the role of a name. */
    public static Optional<Role> find(String name) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(name))
                .findFirst();
    }

    /** Returns the names of roles, sorted. */
    public static Set<String> names(Collection<Role> roles) {
        return roles.stream().map(Role::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what it allows. */
    public Set<Permission> permissions() {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values())
                .filter(permission -> permission.roles().contains(this))
                .forEach(all::add);
        return all;
    }

    /** Returns the name that people write, {@code admin}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
