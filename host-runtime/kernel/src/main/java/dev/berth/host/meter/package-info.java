/* SPDX-License-Identifier: Apache-2.0 */
/** What is counted while the host runs, for whoever scrapes it. */
@NullMarked
package dev.berth.host.meter;

import org.jspecify.annotations.NullMarked;
