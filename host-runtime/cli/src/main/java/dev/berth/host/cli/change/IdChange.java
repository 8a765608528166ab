/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The changes that need nothing but an extension: archive, restore, uninstall, rollback. */
public final class IdChange implements Change {
    private final String operation;

    @Parameters(paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Mixin
    private final Whose whose = new Whose();

    @Mixin
    private final Consent consent = new Consent();

    public IdChange(String operation) {
        this.operation = operation;
    }

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        return whose.of(JsonObject.of(
                "operation",
                operation,
                "extension",
                Ids.extension(id, session.host()).value()));
    }
}
