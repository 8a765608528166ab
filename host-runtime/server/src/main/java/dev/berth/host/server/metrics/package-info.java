/* SPDX-License-Identifier: Apache-2.0 */
/** Meters of the host and its JVM, for Prometheus. */
@NullMarked
package dev.berth.host.server.metrics;

import org.jspecify.annotations.NullMarked;
