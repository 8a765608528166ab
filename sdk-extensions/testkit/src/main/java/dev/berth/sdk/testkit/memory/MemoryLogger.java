/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.LogLine;
import dev.berth.sdk.port.LoggerPort;
import java.util.Map;

/** Keeps lines as a log would show them (PORT-104). */
record MemoryLogger(MemoryHost host) implements LoggerPort {
    @Override
    public void debug(String message, Map<String, ?> fields) {
        log("DEBUG ", message, fields);
    }

    @Override
    public void info(String message, Map<String, ?> fields) {
        log("INFO ", message, fields);
    }

    @Override
    public void warn(String message, Map<String, ?> fields) {
        log("WARN ", message, fields);
    }

    @Override
    public void error(String message, Map<String, ?> fields) {
        log("ERROR ", message, fields);
    }

    private void log(String level, String message, Map<String, ?> fields) {
        host.log(level + LogLine.of(message, fields));
    }
}
