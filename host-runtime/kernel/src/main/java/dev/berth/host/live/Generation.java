/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import java.time.Instant;

/**
 * One change of the live set (LIFE-107).
 *
 * @param number from 1
 * @param reason what changed it, {@code update @acme/crm-connector 1.5.0}
 * @param at when
 */
record Generation(long number, String reason, Instant at) {}
