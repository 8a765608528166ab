/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ambient;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.manifest.port.LogLine;
import dev.berth.sdk.port.LoggerPort;
import dev.berth.sdk.port.PortName;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The logger port: never throws, masks what looks like a secret (PORT-104). */
public final class LoggerHandle extends PortHandle implements LoggerPort {
    private final String name;

    /** Binds the port to a revision. */
    public LoggerHandle(Binding binding) {
        super(binding.access(), PortName.LOGGER);
        this.name = "extension." + access.owner().id().symbolicName();
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
        // Many never log; those that do are found in a map.
        Logger logger = LoggerFactory.getLogger(name);
        if (!logger.isEnabledForLevel(level)) {
            return;
        }
        StringBuilder line = new StringBuilder(LogLine.of(message, fields));
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
}
