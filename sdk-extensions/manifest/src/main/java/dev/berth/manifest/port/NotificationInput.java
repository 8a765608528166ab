/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.PortName;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a notification must be (PORT-98). */
public record NotificationInput(PortProblems problems) {
    private static final int LONGEST_TITLE = 200;
    private static final int BODY_LIMIT = 4 * 1024;

    /** What is no text: control characters but line ends and tabs, halves of characters, and what turns the direction of others. */
    private static final Pattern NO_TEXT =
            Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|\\p{Cs}|[\\u202A-\\u202E\\u2066-\\u2069]");

    /** Takes a notification that is to be sent. */
    public Notification emitted(@Nullable Notification given) {
        PortInput input = new PortInput(problems, PortName.NOTIFICATIONS);
        Notification notification = input.present("emit", given);
        if (notification.level() == null || notification.title() == null || notification.body() == null) {
            throw input.refused("emit", "a level, a title, and a body that may be empty", "null");
        }
        int length = notification.title().codePointCount(0, notification.title().length());
        if (notification.title().isBlank()
                || length > LONGEST_TITLE
                || notification.title().indexOf('\n') >= 0) {
            throw input.refused(
                    "emit",
                    "a title of one line, not blank, of at most " + LONGEST_TITLE + " characters",
                    length + " characters, " + PortInput.shown(notification.title()));
        }
        if (NO_TEXT.matcher(notification.title() + notification.body().orElse(""))
                .find()) {
            throw input.refused("emit", "text only", "control characters or halves of characters");
        }
        int size = notification.body().orElse("").getBytes(StandardCharsets.UTF_8).length;
        if (size >= BODY_LIMIT) {
            throw input.refused("emit", "a body of less than 4 KB", size + " bytes");
        }
        return notification;
    }
}
