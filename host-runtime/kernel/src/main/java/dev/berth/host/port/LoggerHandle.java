/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.sdk.port.LoggerPort;
import dev.berth.sdk.port.PortName;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The logger port: never throws, masks what looks like a secret (PORT-104). */
final class LoggerHandle extends PortHandle implements LoggerPort {
    private final Logger logger;

    LoggerHandle(PortAccess access) {
        super(access, PortName.LOGGER);
        this.logger = LoggerFactory.getLogger("extension." + access.owner().id().symbolicName());
    }

    @Override
    public void debug(String message, Map<String, ?> fields) {
        log(Level.DEBUG, message, fields);
    }

    @Override
    public void info(String message, Map<String, ?> fields) {
        log(Level.INFO, message, fields);
    }

    @Override
    public void warn(String message, Map<String, ?> fields) {
        log(Level.WARN, message, fields);
    }

    @Override
    public void error(String message, Map<String, ?> fields) {
        log(Level.ERROR, message, fields);
    }

    private void log(Level level, @Nullable String message, @Nullable Map<String, ?> fields) {
        if (!logger.isEnabledForLevel(level)) {
            return;
        }
        StringBuilder line = new StringBuilder(clean(String.valueOf(message)));
        if (fields != null) {
            fields.forEach((name, value) -> line.append(' ')
                    .append(clean(String.valueOf(name)))
                    .append('=')
                    .append(shown(name, value)));
        }
        line.append(" extension=")
                .append(access.owner().id())
                .append(" revision=")
                .append(access.owner().revision());
        access.scope()
                .caller()
                .organizationId()
                .ifPresent(organization -> line.append(" organization=").append(organization));
        logger.atLevel(level).log(line.toString());
    }

    private static String shown(@Nullable String name, @Nullable Object value) {
        if (SecretNames.matches(String.valueOf(name))) {
            return "***";
        }
        try {
            return clean(value instanceof Map<?, ?> map ? masked(map).toString() : String.valueOf(value));
        } catch (RuntimeException e) {
            return "(a value whose toString failed)";
        }
    }

    private static Map<String, String> masked(Map<?, ?> map) {
        Map<String, String> copy = new TreeMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), shown(String.valueOf(name), value)));
        return copy;
    }

    /** Control characters would let an extension forge lines of the log. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** Names whose values are secrets (PORT-104, PORT-105). */
    static final class SecretNames {
        private static final java.util.List<String> WORDS =
                java.util.List.of("SECRET", "KEY", "TOKEN", "PASSWORD", "CREDENTIAL", "PRIVATE");

        private SecretNames() {}

        static boolean matches(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            return WORDS.stream().anyMatch(upper::contains);
        }
    }
}
