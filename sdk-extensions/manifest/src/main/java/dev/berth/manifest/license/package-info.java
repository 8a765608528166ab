/* SPDX-License-Identifier: Apache-2.0 */
/** Licences as SPDX writes them: the one parser, and the classes that a policy makes of them (GATE-50, GATE-55). */
@NullMarked
package dev.berth.manifest.license;

import org.jspecify.annotations.NullMarked;
