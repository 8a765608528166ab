/* SPDX-License-Identifier: Apache-2.0 */
package samples.email.api;

import java.time.Instant;

/**
 * A provider's word that it has taken an e-mail over.
 *
 * @param id the provider's name for it
 * @param acceptedAt when
 */
public record Receipt(String id, Instant acceptedAt) {}
