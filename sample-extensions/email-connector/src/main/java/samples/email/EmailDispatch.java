/* SPDX-License-Identifier: Apache-2.0 */
package samples.email;

import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.port.CapabilitiesPort;
import java.util.Optional;
import samples.email.api.Email;
import samples.email.api.EmailSender;
import samples.email.api.Receipt;

/** Hands each e-mail to the best provider of the moment. */
final class EmailDispatch {
    private static final String CAPABILITY = "email-send";

    private final CapabilitiesPort capabilities;

    EmailDispatch(CapabilitiesPort capabilities) {
        this.capabilities = capabilities;
    }

    Sent send(Email email) throws ActionFailedException {
        // Looked up now, not kept: providers come and go while this extension stays.
        for (CapabilityProvider provider : capabilities.resolveProviders(CAPABILITY)) {
            Optional<EmailSender> sender = provider.as(EmailSender.class);
            if (sender.isPresent()) {
                // No second try with the next provider: the first may have sent it before it failed.
                Receipt receipt = sender.get().send(email);
                return new Sent(
                        receipt.id(),
                        receipt.acceptedAt().toString(),
                        provider.owner().value());
            }
        }
        throw new ActionFailedException("email_send needs a live provider of the capability " + CAPABILITY
                + "; found none. Nothing was sent. Install one, such as @samples/mailbox-connector, and call again.");
    }

    /** The tool's result: the receipt in JSON's types, and who gave it. */
    record Sent(String id, String acceptedAt, String provider) {}
}
