/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A request to name a host otherwise, with all that confirms it (LIFE-157). */
public final class NamespaceChange implements Change {
    @Parameters(paramLabel = "NAME", description = "The new one: 2 to 39 lower-case letters, digits and hyphens.")
    private String name = "";

    @Option(names = "--replaces", paramLabel = "NAME", description = "The one that is to go.")
    private @Nullable String replaces;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
    private @Nullable String reason;

    @Option(
            names = "--confirm-destructive",
            description = "Say that it is to change although others know the host by the old one.")
    private boolean confirmed;

    @Mixin
    private final Consent consent = new Consent();

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        JsonObject request =
                JsonObject.of("operation", "namespace-change", "namespace", name, "confirmDestructive", confirmed);
        if (replaces != null) {
            request = request.with("replaces", replaces);
        }
        return reason == null ? request : request.with("reason", reason);
    }
}
