/* SPDX-License-Identifier: Apache-2.0 */
/** What happened: append-only and hash-chained (LIFE-145 to LIFE-148). */
@NullMarked
package dev.berth.host.audit;

import org.jspecify.annotations.NullMarked;
