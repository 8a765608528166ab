/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is written before it is done, so that a start after a crash knows what to take back (LIFE-85 to LIFE-92): the steps of one
 * operation, and of an install of several.
 */
@NullMarked
package dev.berth.host.journal;

import org.jspecify.annotations.NullMarked;
