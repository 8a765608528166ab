/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import java.time.Instant;

/**
 * What may be shown of a secret (PORT-74).
 *
 * @param keyId the master key it is encrypted with
 * @param readable whether it can be decrypted now
 */
public record SecretView(String key, String keyId, Instant writtenAt, boolean readable) {}
