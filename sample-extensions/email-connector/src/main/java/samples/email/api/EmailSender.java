/* SPDX-License-Identifier: Apache-2.0 */
package samples.email.api;

/** Sends e-mail. Implemented by providers of the capability {@code email-send}; called by several threads at once. */
public interface EmailSender {
    /**
     * Takes an e-mail over. When this returns, the provider answers for it; when it throws, nothing was sent.
     *
     * @param email what to send
     * @return the provider's receipt
     */
    Receipt send(Email email);
}
