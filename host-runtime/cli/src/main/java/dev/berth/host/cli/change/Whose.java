/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.sdk.value.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose row a change is about (LIFE-3). */
final class Whose {
    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "For this organisation alone; without it, for that of your token, or for the whole platform.")
    private @Nullable String organization;

    /** Adds it to a request. */
    JsonObject of(JsonObject request) {
        return organization == null ? request : request.with("organization", organization);
    }
}
