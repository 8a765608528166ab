/* SPDX-License-Identifier: Apache-2.0 */
package samples.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.port.Actor;
import dev.berth.sdk.testkit.TestHostContext;
import dev.berth.sdk.testkit.junit.TestHost;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import samples.email.api.Email;
import samples.email.api.EmailSender;

@TestHost
class MailboxConnectorTest {
    private static final Email EMAIL = new Email("ada@example.org", "Hello", "How are you?");

    @Test
    void provides_what_it_declares(TestHostContext host) {
        host.activate(new MailboxConnector());

        assertThat(host.recorder().providers()).containsOnlyKeys("email-send");
        assertThat(host.recorder().warnings()).isEmpty();
    }

    @Test
    void keeps_the_mail_of_each_organisation_apart(TestHostContext host) throws Exception {
        host.activate(new MailboxConnector());
        Actor other = new Actor(Optional.of("bob"), Optional.of("other"), Set.of());
        EmailSender sender = host.capabilities()
                .resolveProviders("email-send", EmailSender.class)
                .get(0);

        assertThat(sender.send(EMAIL).id()).isEqualTo("mailbox-1");
        assertThat(host.as(other, () -> sender.send(EMAIL)).id()).isEqualTo("mailbox-1");
        assertThat(host.call("mailbox_list", JsonObject.of("limit", 10)).toString())
                .contains("ada@example.org")
                .contains("\"number\":1")
                .doesNotContain("\"number\":2");
    }
}
