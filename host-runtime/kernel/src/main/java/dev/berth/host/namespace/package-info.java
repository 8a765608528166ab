/* SPDX-License-Identifier: Apache-2.0 */
/** The name under which this host is known as a publisher (LIFE-155 to LIFE-157). */
@NullMarked
package dev.berth.host.namespace;

import org.jspecify.annotations.NullMarked;
