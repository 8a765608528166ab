/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What answers in place of members that lead elsewhere by name: each asks the table about what it is led to. */
final class Twins {
    private static final Map<String, Twin> ALL = Stream.of(
                    LoaderTwins.ALL,
                    ReflectionTwins.ALL,
                    LookupTwins.ALL,
                    SettingTwins.ALL,
                    ProcessTwins.ALL,
                    NetworkTwins.ALL,
                    SerialTwins.ALL,
                    XmlTwins.ALL)
            .flatMap(some -> some.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Twins() {}

    /** Tells whether the twins of a class only look at the arguments, and the member goes on by itself. */
    static boolean isBefore(String type) {
        return type.equals("java/io/ObjectInputStream");
    }

    /**
     * Returns the twin of a member.
     *
     * @param type the class of the table's row, with {@code /}
     */
    static Twin of(String type, String name) {
        Twin twin = ALL.get(type + "." + name);
        if (twin == null) {
            throw new IllegalStateException("The table promises a twin that is not there: " + type + "." + name);
        }
        return twin;
    }
}
