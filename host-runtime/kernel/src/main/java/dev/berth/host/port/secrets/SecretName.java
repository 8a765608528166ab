/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import dev.berth.host.port.access.StagedWrites;
import dev.berth.sdk.value.ExtensionId;

/** Where a secret belongs (PORT-64). */
public record SecretName(ExtensionId extension, String organization, String key)
        implements StagedWrites.Place<SecretText> {

    /** Returns the full logical key, to which its ciphertext is bound (PORT-66). */
    String logicalKey() {
        return "ext-secret:" + extension + ":" + organization + ":" + key;
    }
}
