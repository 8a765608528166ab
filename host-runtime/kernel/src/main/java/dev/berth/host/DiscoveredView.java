/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.ExtensionDetail.HeldView;
import dev.berth.sdk.problem.Problem;
import java.util.List;

/**
 * What somebody may use now: live, and shown by the reader of its kind (LIFE-130).
 *
 * @param problems what of it could not be read: {@code reader-failed}, …
 */
public record DiscoveredView(List<Found> extensions, List<Problem> problems) {
    /**
     * An extension that is there.
     *
     * @param title how to show it
     * @param holds what the host holds of its kind for whoever asks
     */
    public record Found(
            String id, String version, String kind, String title, String description, List<HeldView> holds) {}
}
