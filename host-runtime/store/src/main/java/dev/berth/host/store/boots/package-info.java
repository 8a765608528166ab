/* SPDX-License-Identifier: Apache-2.0 */
/** What a home remembers of its last boots (LIFE-66). */
@NullMarked
package dev.berth.host.store.boots;

import org.jspecify.annotations.NullMarked;
