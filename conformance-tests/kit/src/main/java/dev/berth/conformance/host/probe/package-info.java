/* SPDX-License-Identifier: Apache-2.0 */
/** What goes into the host under test. Uses the SDK and the JDK alone. */
@NullMarked
package dev.berth.conformance.host.probe;

import org.jspecify.annotations.NullMarked;
