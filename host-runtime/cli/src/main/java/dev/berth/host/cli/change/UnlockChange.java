/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A request to unlock, which has to say so in as many words (LIFE-17). */
public final class UnlockChange implements Change {
    @Mixin
    private final IdChange target = new IdChange("unlock");

    @Option(
            names = "--force",
            description = "Say that a locked extension is to be unlocked; without it, it stays locked.")
    private boolean force;

    @Override
    public Consent consent() {
        return target.consent();
    }

    @Override
    public JsonObject request(Session session) {
        return target.request(session).with("force", force);
    }
}
