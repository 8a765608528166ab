/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serialized objects may be of code's own classes and of those of the JDK that only hold values. */
final class SerialTwins {
    static final Map<String, Twin> ALL = Map.of(
            "java/io/ObjectInputStream.readObject", SerialTwins::read,
            "java/io/ObjectInputStream.readUnshared", SerialTwins::read,
            "java/io/ObjectInputStream.setObjectInputFilter", SerialTwins::filter);

    private static final List<String> VALUES =
            List.of("java.lang.", "java.util.", "java.math.", "java.time.", "java.text.", "java.net.", "java.io.File");

    private SerialTwins() {}

    private static @Nullable Object read(Call call, @Nullable Object[] arguments) {
        ObjectInputStream in = (ObjectInputStream) Objects.requireNonNull(arguments[0]);
        if (in.getObjectInputFilter() == null) {
            in.setObjectInputFilter(info -> judge(call.site(), info));
        }
        return null;
    }

    private static @Nullable Object filter(Call call, @Nullable Object[] arguments) {
        ObjectInputFilter own = info -> judge(call.site(), info);
        arguments[1] = arguments[1] instanceof ObjectInputFilter given ? ObjectInputFilter.merge(given, own) : own;
        return null;
    }

    private static Status judge(Site site, ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        while (type != null && type.isArray()) {
            type = type.getComponentType();
        }
        if (type == null || type.isPrimitive()) {
            return Status.UNDECIDED;
        }
        String name = type.getName();
        return switch (site.ground(type)) {
            case OWN, OTHER, SHARED -> Status.UNDECIDED;
            case HIDDEN -> Status.REJECTED;
            case PLATFORM -> VALUES.stream().anyMatch(name::startsWith) ? Status.UNDECIDED : Status.REJECTED;
        };
    }
}
