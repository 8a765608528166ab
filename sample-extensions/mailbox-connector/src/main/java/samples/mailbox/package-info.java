/* SPDX-License-Identifier: Apache-2.0 */
/** A provider of {@code email-send} that keeps messages with the host. */
@NullMarked
package samples.mailbox;

import org.jspecify.annotations.NullMarked;
