/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The one table of what extensions can do with ports: every method of every port, with arguments that fit and with such that do not.
 * Run by the kernel's own tests, inside of a host under test, and inside of the testkit (PORT-126). Uses the SDK and the JDK alone.
 */
@NullMarked
package dev.berth.conformance.actions;

import org.jspecify.annotations.NullMarked;
