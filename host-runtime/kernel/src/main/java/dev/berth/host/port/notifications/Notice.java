/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.notifications;

import dev.berth.sdk.port.Notification.Level;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A notification as it is kept.
 *
 * @param sequence from 1 up, in the order in which they became visible, over all organisations
 * @param recipient {@code user:<id>}, {@code members} or {@code administrators}
 */
public record Notice(
        long sequence,
        Instant at,
        ExtensionId extension,
        String organization,
        String recipient,
        Level level,
        String title,
        Optional<String> body) {}
