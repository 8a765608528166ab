/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import java.util.List;

/**
 * What changing the master key did.
 *
 * @param keyId the key that all readable secrets are encrypted with now
 * @param resumed it finished a change that was cut short, and made no key of its own
 * @param reencrypted how many secrets
 * @param unreadable those that could not be decrypted, and stay as they are
 */
public record Rotation(String keyId, boolean resumed, int reencrypted, List<UnreadableSecret> unreadable) {}
