/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.json.Node;

/**
 * An edge over which data flows; a part that is missing is empty text.
 *
 * @param source the key of the component that it leaves
 * @param output what it takes there
 * @param destination the key of the component that it enters
 * @param input what it fills there
 */
public record DataEdge(String source, String output, String destination, String input) {
    static DataEdge of(Node.Obj edge) {
        return new DataEdge(
                Flow.reference(edge, "source_node"),
                Component.text(edge, "source_output"),
                Flow.reference(edge, "destination_node"),
                Component.text(edge, "destination_input"));
    }
}
