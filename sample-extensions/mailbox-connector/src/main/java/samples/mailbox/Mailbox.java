/* SPDX-License-Identifier: Apache-2.0 */
package samples.mailbox;

import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.value.JsonArray;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import samples.email.api.Email;
import samples.email.api.EmailSender;
import samples.email.api.Receipt;

/** Keeps e-mails under one key of the caller's organisation instead of sending them. */
final class Mailbox implements EmailSender {
    private static final String KEY = "messages";

    private final SettingsPort settings;
    private final Clock clock;
    // Two senders at once would each read the old list and one would overwrite the other's e-mail. A lock and not
    // "synchronized", which would hold on to the thread under a virtual thread while the host stores.
    private final ReentrantLock writing = new ReentrantLock();

    Mailbox(SettingsPort settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Receipt send(Email email) {
        writing.lock();
        try {
            Instant now = clock.instant();
            Messages messages = read().add(email, now);
            settings.set(KEY, messages.toJson());
            return new Receipt("mailbox-" + messages.lastNumber(), now);
        } finally {
            writing.unlock();
        }
    }

    Messages read() {
        return settings.get(KEY, JsonArray.class).map(Messages::fromJson).orElse(Messages.NONE);
    }
}
