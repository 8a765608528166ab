/* SPDX-License-Identifier: Apache-2.0 */
/** The conformance gates on the command line (GATE-1). Needs no host, and asks one before the gates start if it is told to. */
@NullMarked
package dev.berth.host.cli.check;

import org.jspecify.annotations.NullMarked;
