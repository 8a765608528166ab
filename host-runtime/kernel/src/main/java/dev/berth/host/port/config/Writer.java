/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.audit.By;

/**
 * Who writes.
 *
 * @param by for the audit
 * @param administrator may choose what only administrators may (MAN-218)
 */
public record Writer(By by, boolean administrator) {}
