/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One row of the matrix.
 *
 * @param permission what would allow it
 * @param words how people know it
 * @param since the first JDK that has what it uses
 * @param alone what comes of it cannot be undone in its JVM
 * @param body the statements of a method
 * @param members further members of its class
 */
record Attempt(
        String family,
        String id,
        String words,
        Permission permission,
        int since,
        boolean alone,
        String body,
        String members) {

    /** What would allow an attempt. */
    enum Permission {
        READ("fs:read"),
        WRITE("fs:write"),
        CONNECT("net:connect"),
        LISTEN("net:listen"),
        EXEC("process:exec"),
        ENV("env:read"),
        DEEP("reflect:deep"),
        /** Honoured in a process of its own only (ENG-20). */
        NATIVE("native:load, not in the host's process"),
        NEVER("none");

        private final String words;

        Permission(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }

        boolean isEver() {
            return this != NATIVE && this != NEVER;
        }
    }

    /** Returns the simple name of its class. */
    String className() {
        return "Try"
                + Arrays.stream(id.split("-", -1))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** Returns the text of its class. */
    String source() {
        return """
                package red.escape;

                import java.io.*;
                import java.lang.invoke.*;
                import java.lang.reflect.*;
                import java.lang.reflect.Proxy;
                import java.net.*;
                import java.nio.*;
                import java.nio.channels.*;
                import java.nio.charset.*;
                import java.nio.file.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.function.*;
                import java.util.stream.*;

                public final class %s implements Attempt {
                    @Override
                    public Object run(Places at) throws Throwable {
                %s
                    }

                %s
                }
                """.formatted(className(), body, members);
    }
}
