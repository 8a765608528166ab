/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import static dev.berth.host.identity.Role.ADMIN;
import static dev.berth.host.identity.Role.MEMBER;
import static dev.berth.host.identity.Role.OPERATOR;
import static dev.berth.host.identity.Role.OWNER;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What may be done on a host, which roles may do it, and where: the one table of rights (LIFE-162 to LIFE-167, PORT-34). */
public enum Permission {
    LOOK("look at what is installed", Reach.ORGANIZATION, OWNER, ADMIN, MEMBER, OPERATOR),
    CALL("call tools and actions", Reach.ORGANIZATION, OWNER, ADMIN, MEMBER),
    CONFIGURE("change settings, secrets, connections and jobs", Reach.ORGANIZATION, OWNER, ADMIN),
    DECIDE("decide which ports extensions may use", Reach.ORGANIZATION, OWNER, ADMIN),
    ADMIT("give and take tokens", Reach.ORGANIZATION, OWNER, ADMIN),
    CHANGE("install, change and remove extensions", Reach.ORGANIZATION, OWNER, ADMIN),
    AUDIT("read the audit log", Reach.PLATFORM, OWNER, ADMIN, OPERATOR),
    OPERATE("operate the host itself", Reach.PLATFORM, OWNER, OPERATOR);

    /** Where a role has to be held. */
    public enum Reach {
        /** In the organisation that it is about, or on the whole platform. */
        ORGANIZATION,
        /** On the whole platform. */
        PLATFORM
    }

    private final String what;
    private final Reach reach;
    private final int roles;

    Permission(String what, Reach reach, Role... roles) {
        this.what = what;
        this.reach = reach;
        this.roles = Arrays.stream(roles).mapToInt(role -> 1 << role.ordinal()).sum();
    }

    /** Returns what it is about, after "may". */
    public String what() {
        return what;
    }

    /** Returns where a role has to be held. */
    public Reach reach() {
        return reach;
    }

    /** Returns the roles that have it. */
    public Set<Role> roles() {
        Set<Role> all = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values())
                .filter(role -> (roles & 1 << role.ordinal()) != 0)
                .forEach(all::add);
        return all;
    }

    /** Returns the name in documents, {@code change}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
