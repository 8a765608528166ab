/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A request to go back to a kept revision (LIFE-101). */
public final class RollbackChange implements Change {
    @Mixin
    private final IdChange target = new IdChange("rollback");

    @Option(
            names = "--to",
            paramLabel = "VERSION|REVISION",
            description = "One of the last two revisions, as \"berth info ID\" lists them; without it, the one before.")
    private @Nullable String to;

    @Override
    public Consent consent() {
        return target.consent();
    }

    @Override
    public JsonObject request(Session session) {
        JsonObject request = target.request(session);
        return to == null ? request : request.with("to", to);
    }
}
