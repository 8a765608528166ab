/* SPDX-License-Identifier: Apache-2.0 */
/** The next version of the smallest connector: one tool and one setting. */
@NullMarked
package samples.hello;

import org.jspecify.annotations.NullMarked;
