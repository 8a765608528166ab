/* SPDX-License-Identifier: Apache-2.0 */
package samples.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import samples.email.api.Email;

class MessagesTest {
    @Test
    void keeps_the_newest_and_goes_on_counting() {
        Messages messages = filled(60, "short");

        assertThat(messages.oldestFirst()).hasSize(50);
        assertThat(messages.newest(2)).extracting(Message::number).containsExactly(60L, 59L);
        assertThat(messages.newest(500)).hasSize(50);
    }

    @Test
    void stays_below_the_size_of_a_setting_and_keeps_the_newest_whole() {
        // The longest body in its longest JSON form.
        String body = "\u0001".repeat(Email.MAX_BODY);
        Messages messages = filled(4, body);

        assertThat(messages.toJson().toString().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(256 * 1024);
        assertThat(messages.newest(1)).extracting(Message::body).containsExactly(body);
        assertThat(messages.lastNumber()).isEqualTo(4);
    }

    @Test
    void reads_what_it_wrote() {
        Messages messages = filled(3, "Grüße \"quoted\"");

        assertThat(Messages.fromJson(messages.toJson())).isEqualTo(messages);
    }

    private static Messages filled(int count, String body) {
        Messages messages = Messages.NONE;
        for (int i = 0; i < count; i++) {
            messages = messages.add(new Email("ada@example.org", "Hi", body), Instant.EPOCH);
        }
        return messages;
    }
}
