/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The extension's log. Ambient; never throws. Values of fields named like secrets are masked (PORT-104). */
@ProviderType
public interface LoggerPort {
    /** Logs what only a developer wants. */
    void debug(String message, Map<String, ?> fields);

    /** Logs what an operator may want. */
    void info(String message, Map<String, ?> fields);

    /** Logs what an operator should look at. */
    void warn(String message, Map<String, ?> fields);

    /** Logs what went wrong. */
    void error(String message, Map<String, ?> fields);
}
