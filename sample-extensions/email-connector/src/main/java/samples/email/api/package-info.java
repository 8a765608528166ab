/* SPDX-License-Identifier: Apache-2.0 */
/** The contract of the capability {@code email-send}: what a provider implements and a consumer calls. */
@NullMarked
package samples.email.api;

import org.jspecify.annotations.NullMarked;
