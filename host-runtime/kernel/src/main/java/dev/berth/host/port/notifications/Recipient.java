/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.notifications;

import dev.berth.host.live.Caller;
import dev.berth.sdk.port.Actor;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who a notification is for, and who reads which (PORT-98): the one place where the two meet. */
public enum Recipient {
    /** All people of the organisation. */
    MEMBERS("members"),
    /** Those who run it. */
    ADMINISTRATORS("administrators");

    private static final Set<String> RUN_IT = Set.of("owner", "admin", "administrator");
    private static final String USER = "user:";
    private static final String NO_PERSON = "system:";

    private final String key;

    Recipient(String key) {
        this.key = key;
    }

    /** Returns for whom something is that happens in a call: its actor, if that is a person, else this. */
    String of(Caller caller) {
        return caller.actor()
                .flatMap(Actor::userId)
                .filter(user -> !user.startsWith(NO_PERSON))
                .map(user -> USER + user)
                .orElse(key);
    }

    /** Returns the recipients whose notifications somebody reads. */
    static List<String> readBy(Actor reader) {
        return Stream.of(
                        reader.userId().map(user -> USER + user).stream(),
                        Stream.of(MEMBERS.key),
                        reader.orgRoles().stream().anyMatch(RUN_IT::contains)
                                ? Stream.of(ADMINISTRATORS.key)
                                : Stream.<String>empty())
                .flatMap(keys -> keys)
                .toList();
    }
}
