/* SPDX-License-Identifier: Apache-2.0 */
package samples.mailbox;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import samples.email.api.Email;

/**
 * The newest e-mails of one organisation. Immutable.
 *
 * @param oldestFirst at most {@value #MAX_COUNT}
 */
record Messages(List<Message> oldestFirst) {
    static final int MAX_COUNT = 50;

    /** Below the 256 KB that the host allows for one setting. */
    static final int MAX_BYTES = 200 * 1024;

    static final Messages NONE = new Messages(List.of());

    Messages {
        oldestFirst = List.copyOf(oldestFirst);
    }

    static Messages fromJson(JsonArray stored) {
        return new Messages(
                stored.items().stream().map(item -> item.as(Message.class)).toList());
    }

    JsonArray toJson() {
        return new JsonArray(oldestFirst.stream().map(JsonValue::of).toList());
    }

    /** Adds one and drops the oldest until the rest fits. */
    Messages add(Email email, Instant now) {
        List<Message> kept = new ArrayList<>(oldestFirst);
        kept.add(new Message(lastNumber() + 1, now.toString(), email.to(), email.subject(), email.body()));
        int bytes = kept.stream().mapToInt(Messages::bytes).sum();
        while (kept.size() > MAX_COUNT || (bytes > MAX_BYTES && kept.size() > 1)) {
            bytes -= bytes(kept.remove(0));
        }
        return new Messages(kept);
    }

    List<Message> newest(int limit) {
        List<Message> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        return newestFirst.subList(0, Math.min(limit, newestFirst.size()));
    }

    long lastNumber() {
        return oldestFirst.isEmpty()
                ? 0
                : oldestFirst.get(oldestFirst.size() - 1).number();
    }

    private static int bytes(Message message) {
        // One more for the comma.
        return JsonValue.of(message).toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
