/* SPDX-License-Identifier: Apache-2.0 */
/** What a host and the readers of its native stores agree on to find what is there of a kind (GATE-80 to GATE-90). */
@NullMarked
package dev.berth.manifest.discovery;

import org.jspecify.annotations.NullMarked;
