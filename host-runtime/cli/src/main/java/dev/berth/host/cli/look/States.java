/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import dev.berth.host.cli.console.Ink;
import dev.berth.host.cli.console.Table.Cell;
import java.util.Locale;

/** The colours of the states of LIFE-7 to LIFE-11. */
final class States {
    private States() {}

    static Cell cell(Ink ink, String state) {
        String text = state.toLowerCase(Locale.ROOT);
        return switch (text) {
            case "active" -> new Cell(text, ink::green);
            case "failed", "quarantined" -> new Cell(text, ink::red);
            default -> new Cell(text, ink::yellow);
        };
    }
}
