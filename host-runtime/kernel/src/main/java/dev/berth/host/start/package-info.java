/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The thread of a host, and the work of the phases of a boot, each as a list of what was found (LIFE-50 to LIFE-62); what that means is the facade's to say.
 */
@NullMarked
package dev.berth.host.start;

import org.jspecify.annotations.NullMarked;
