/* SPDX-License-Identifier: Apache-2.0 */
package samples.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.port.CapabilitiesPort;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samples.email.api.Email;
import samples.email.api.EmailSender;
import samples.email.api.Receipt;

class EmailDispatchTest {
    private static final Email EMAIL = new Email("ada@example.org", "Hello", "How are you?");

    @Test
    void sends_with_the_first_that_implements_the_contract() throws ActionFailedException {
        EmailDispatch dispatch = dispatch(
                new Provider("@samples/other-connector", "not a sender"),
                new Provider("@samples/best-connector", sender("b-1")),
                new Provider("@samples/next-connector", sender("n-1")));

        assertThat(dispatch.send(EMAIL))
                .isEqualTo(new EmailDispatch.Sent("b-1", "1970-01-01T00:00:00Z", "@samples/best-connector"));
    }

    @Test
    void says_what_is_missing_when_nobody_can_send() {
        assertThatThrownBy(() -> dispatch().send(EMAIL))
                .isInstanceOf(ActionFailedException.class)
                .hasMessageContaining("found none. Nothing was sent.");
    }

    @Test
    void does_not_try_another_after_a_failure() {
        EmailSender failing = email -> {
            throw new IllegalStateException("mail server hung up");
        };
        EmailDispatch dispatch = dispatch(
                new Provider("@samples/best-connector", failing),
                new Provider("@samples/next-connector", sender("n-1")));

        assertThatThrownBy(() -> dispatch.send(EMAIL)).hasMessage("mail server hung up");
    }

    private static EmailSender sender(String id) {
        return email -> new Receipt(id, Instant.EPOCH);
    }

    private static EmailDispatch dispatch(CapabilityProvider... providers) {
        return new EmailDispatch(new Registry(List.of(providers)));
    }

    private record Provider(String name, Object impl) implements CapabilityProvider {
        @Override
        public ExtensionId owner() {
            return ExtensionId.of(name);
        }

        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public <T> Optional<T> as(Class<T> contract) {
            return Optional.of(impl).filter(contract::isInstance).map(contract::cast);
        }
    }

    private record Registry(List<CapabilityProvider> providers) implements CapabilitiesPort {
        @Override
        public Registration registerProvider(String capability, Object impl) {
            throw new UnsupportedOperationException("a facade provides nothing");
        }

        @Override
        public List<CapabilityProvider> resolveProviders(String capability) {
            return capability.equals("email-send") ? providers : List.of();
        }

        @Override
        public <T> List<T> resolveProviders(String capability, Class<T> contract) {
            return resolveProviders(capability).stream()
                    .flatMap(provider -> provider.as(contract).stream())
                    .toList();
        }
    }
}
