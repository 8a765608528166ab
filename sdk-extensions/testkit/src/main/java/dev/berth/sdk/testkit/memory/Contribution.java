/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.value.ExtensionId;

/**
 * One thing that an extension contributes.
 *
 * @param subject how people call its owner
 * @param version the owner's version of it
 * @param key its slot in the channel: a second one of the same owner replaces the first
 */
record Contribution(ExtensionId owner, String subject, String version, Channel channel, String key, Object value) {
    boolean isIn(ExtensionId id, Channel where, String slot) {
        return owner.equals(id) && channel == where && key.equals(slot);
    }
}
