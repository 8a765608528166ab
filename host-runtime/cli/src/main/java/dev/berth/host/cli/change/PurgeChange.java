/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.client.HostAddress;
import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A request to delete every trace; planned over REST, and carried out at the operator's own door (LIFE-117). */
public final class PurgeChange implements Change {
    @Parameters(paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Mixin
    private final Consent consent = new Consent();

    @Option(
            names = "--include-registry",
            description = "Purge it from the marketplace too; refused, since this host has none.")
    private boolean includeRegistry;

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        if (includeRegistry) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            "--include-registry",
                            "--include-registry needs a host with a marketplace; this one has none. Nothing was deleted.")
                    .operator("leave the option out."));
        }
        return JsonObject.of(
                "operation",
                "purge",
                "extension",
                Ids.extension(id, session.host()).value());
    }

    @Override
    public JsonObject apply(Session session, JsonObject request) {
        String subject = request.string("extension").orElse("");
        HostAddress door = session.host()
                .address()
                .operator()
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemCode.OPERATOR_ONLY,
                                subject,
                                "Purging " + subject
                                        + " needs a host in development mode, on this machine, whose home is"
                                        + " yours; found "
                                        + (session.remote().isPresent() ? "--host" : "a host in production")
                                        + ". Nothing was deleted.")
                        .operator("start the host with \"berth up --dev\" and use berth purge beside it, or remove the"
                                + " extension with berth uninstall.")));
        JsonObject purge = JsonObject.of(
                "extension", subject, "digest", request.string("digest").orElse(""));
        return new HostClient(door).post("/operator/purge", purge);
    }
}
