/* SPDX-License-Identifier: Apache-2.0 */
/** A facade: one tool for callers, whoever does the work behind it. Not exported. */
@NullMarked
package samples.email;

import org.jspecify.annotations.NullMarked;
