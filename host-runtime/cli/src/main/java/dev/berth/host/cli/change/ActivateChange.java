/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Activates again, also what is quarantined if an operator says so (LIFE-30, LIFE-166). */
public final class ActivateChange implements Change {
    @Parameters(paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Option(
            names = "--release",
            description = "Release it from its quarantine first: what led to it is forgotten, and it is tried again.")
    private boolean release;

    @Mixin
    private final Whose whose = new Whose();

    @Mixin
    private final Consent consent = new Consent();

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        JsonObject request = JsonObject.of(
                "operation",
                release ? "release" : "activate",
                "extension",
                Ids.extension(id, session.host()).value());
        return release ? request : whose.of(request);
    }
}
