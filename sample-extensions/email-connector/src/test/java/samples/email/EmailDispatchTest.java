/* SPDX-License-Identifier: Apache-2.0 */
package samples.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.testkit.TestHostBuilder;
import dev.berth.sdk.testkit.TestHostContext;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import samples.email.api.Email;
import samples.email.api.EmailSender;
import samples.email.api.Receipt;

class EmailDispatchTest {
    private static final Email EMAIL = new Email("ada@example.org", "Hello", "How are you?");

    @Test
    void sends_with_the_first_that_implements_the_contract() throws ActionFailedException {
        EmailDispatch dispatch =
                dispatch(host().provider("@samples/other-connector", "email-send", "1.2.0", "not a sender")
                        .provider("@samples/best-connector", "email-send", "1.1.0", sender("b-1"))
                        .provider("@samples/next-connector", "email-send", "1.0.0", sender("n-1")));

        assertThat(dispatch.send(EMAIL))
                .isEqualTo(new EmailDispatch.Sent("b-1", "1970-01-01T00:00:00Z", "@samples/best-connector"));
    }

    @Test
    void says_what_is_missing_when_nobody_can_send() {
        assertThatThrownBy(() -> dispatch(host()).send(EMAIL))
                .isInstanceOf(ActionFailedException.class)
                .hasMessageContaining("found none. Nothing was sent.");
    }

    @Test
    void does_not_try_another_after_a_failure() {
        EmailSender failing = email -> {
            throw new IllegalStateException("mail server hung up");
        };
        EmailDispatch dispatch = dispatch(host().provider("@samples/best-connector", "email-send", "1.1.0", failing)
                .provider("@samples/next-connector", "email-send", "1.0.0", sender("n-1")));

        assertThatThrownBy(() -> dispatch.send(EMAIL)).hasMessage("mail server hung up");
    }

    @Test
    void offers_a_tool_that_tells_who_sent() {
        TestHostContext host = host().provider("@samples/best-connector", "email-send", "1.0.0", sender("b-1"))
                .build();
        host.activate(new EmailConnector());

        assertThat(host.call("email_send", (JsonObject) JsonValue.of(EMAIL)).string("provider"))
                .contains("@samples/best-connector");
    }

    private static TestHostBuilder host() {
        return TestHostContext.builder("@samples/email-connector").grant("capabilities", "mcp");
    }

    private static EmailSender sender(String id) {
        return email -> new Receipt(id, Instant.EPOCH);
    }

    private static EmailDispatch dispatch(TestHostBuilder host) {
        return new EmailDispatch(host.build().capabilities());
    }
}
