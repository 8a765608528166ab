/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.util.Optional;

/**
 * A message to people (PORT-98).
 *
 * @param level how much it matters
 * @param title not blank, at most 200 characters, text only
 * @param body less than 4 KB, text only
 */
public record Notification(Level level, String title, Optional<String> body) {
    /** How much a notification matters. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }
}
