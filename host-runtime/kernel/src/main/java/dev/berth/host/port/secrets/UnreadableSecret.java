/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

/** A stored secret that cannot be decrypted. */
public record UnreadableSecret(String extension, String organization, String key, String keyId) {
    static UnreadableSecret of(SecretStore.Row row) {
        SecretName name = row.name();
        return new UnreadableSecret(
                name.extension().value(),
                name.organization(),
                name.key(),
                row.sealed().keyId());
    }
}
