/* SPDX-License-Identifier: Apache-2.0 */
/** What is contributed right now: one immutable live set behind one reference, and the gates that callers pass. */
@NullMarked
package dev.berth.host.live;

import org.jspecify.annotations.NullMarked;
