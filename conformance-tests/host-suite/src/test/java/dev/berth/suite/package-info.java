/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The whole host: real framework, real database, real packages. In-process tests drive {@code HostRuntime}; {@code dev.berth.suite.cli}
 * drives the built program from outside.
 */
@NullMarked
package dev.berth.suite;

import org.jspecify.annotations.NullMarked;
