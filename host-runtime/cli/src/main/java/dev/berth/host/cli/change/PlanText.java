/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** A plan for people. */
final class PlanText {
    private static final int BRIEF = 12;

    private PlanText() {}

    static void print(Page page, JsonObject plan) {
        page.line("Plan: " + Json.text(plan, "operation") + " " + page.ink().bold(Json.text(plan, "subject")));
        List<String> effects = Json.texts(plan, "effects");
        effects.forEach(effect -> page.paragraph("  - ", "    ", effect));
        if (effects.isEmpty()) {
            page.line("  - nothing changes");
        }
        List<String> touches = Json.texts(plan, "touches");
        if (!touches.isEmpty()) {
            page.line("Also touched:");
            touches.forEach(touch -> page.paragraph("  - ", "    ", touch));
        }
        ProblemOutput.text(page, ProblemReader.list(plan, "warnings"));
        page.line(page.ink().dim("Digest: " + Json.text(plan, "digest")));
    }

    static String brief(JsonObject plan) {
        String digest = Json.text(plan, "digest");
        return digest.substring(0, Math.min(BRIEF, digest.length()));
    }
}
