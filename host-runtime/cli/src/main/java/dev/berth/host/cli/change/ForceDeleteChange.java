/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A request to delete whatever needs it, with all that confirms it (LIFE-115). */
public final class ForceDeleteChange implements Change {
    @Parameters(paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Mixin
    private final Consent consent = new Consent();

    @Option(names = "--version", paramLabel = "VERSION", description = "The version that is to go, as it is installed.")
    private @Nullable String version;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
    private @Nullable String reason;

    @Option(
            names = "--confirm-destructive",
            description = "Say that it is to be deleted although others may need it; this cannot be undone.")
    private boolean confirmed;

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        JsonObject request = JsonObject.of(
                        "operation",
                        "force-delete",
                        "extension",
                        Ids.extension(id, session.host()).value())
                .with("confirmDestructive", confirmed);
        if (version != null) {
            request = request.with("version", version);
        }
        return reason == null ? request : request.with("reason", reason);
    }
}
