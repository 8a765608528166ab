/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A request to name the host (LIFE-155). */
public final class NamespaceChoice implements Change {
    @Parameters(paramLabel = "NAME", description = "2 to 39 lower-case letters, digits and hyphens.")
    private String name = "";

    @Mixin
    private final Consent consent = new Consent();

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        return JsonObject.of("operation", "namespace", "namespace", name);
    }
}
