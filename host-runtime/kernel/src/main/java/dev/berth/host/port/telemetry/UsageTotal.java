/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.telemetry;

/**
 * What one extension used in one organisation for one operation.
 *
 * @param provider of the model, or the service
 * @param model empty for a service
 * @param events how many
 * @param credits 0 where none were reported
 */
public record UsageTotal(
        String extension,
        String organization,
        String operation,
        String provider,
        String model,
        long events,
        long inputTokens,
        long outputTokens,
        long requests,
        long results,
        double credits) {}
