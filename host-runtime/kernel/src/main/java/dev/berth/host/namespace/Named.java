/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.namespace;

import dev.berth.host.audit.By;
import java.time.Instant;

/**
 * The namespace of this host.
 *
 * @param name in its canonical form
 */
public record Named(String name, By by, Instant at) {}
