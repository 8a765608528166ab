/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param sequence from 1, without gaps
 * @param at when
 * @param actor the user, else {@code system:<source>}; never blank (LIFE-146)
 * @param surface where it was asked for: {@code cli}, {@code rest}, {@code embedded}, {@code host}
 * @param event the event's name, {@code PortGranted}
 * @param subject the extension
 * @param detail the event as compact JSON
 * @param hash SHA-256 over the previous hash and this line, 64 hex digits
 */
public record AuditEntry(
        long sequence,
        Instant at,
        String actor,
        String surface,
        String event,
        String subject,
        String detail,
        String hash) {}
