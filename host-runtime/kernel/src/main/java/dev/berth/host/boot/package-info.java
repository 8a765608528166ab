/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a host knows of a start before any extension runs: which extensions it cannot do without, and in whose hooks earlier starts
 * came to an end (LIFE-66, LIFE-140).
 */
@NullMarked
package dev.berth.host.boot;

import org.jspecify.annotations.NullMarked;
