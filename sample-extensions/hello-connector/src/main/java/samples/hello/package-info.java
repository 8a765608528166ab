/* SPDX-License-Identifier: Apache-2.0 */
/** The smallest connector: one tool and one setting. */
@NullMarked
package samples.hello;

import org.jspecify.annotations.NullMarked;
