/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.port.config.ExtensionConfig;
import dev.berth.host.port.secrets.Rotation;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.io.IOException;
import java.util.List;

/** The secrets of extensions: written and deleted, never read (PORT-74). No refusal has a part of a request's body in it. */
final class SecretRoutes {
    private static final String SECRETS = "/api/extensions/@{scope}/{name}/secrets";
    private static final String SECRET = SECRETS + "/{key}";

    private final HostRuntime host;

    SecretRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        JsonObject text = JsonObject.of("type", "string", "writeOnly", true);
        Route.Body value = new Route.Body(
                "application/json",
                JsonObject.of(
                        "type",
                        "object",
                        "properties",
                        JsonObject.of("value", text),
                        "required",
                        List.of("value"),
                        "additionalProperties",
                        false));
        return List.of(
                Route.get(
                                SECRETS,
                                "The names of the secrets of an extension, and whether they can be decrypted",
                                Bodies.Secrets.class,
                                this::secrets)
                        .inOrganization(Permission.CONFIGURE),
                Route.put(SECRET, "Encrypts and stores a secret", value, Bodies.Secrets.class, this::set)
                        .inOrganization(Permission.CONFIGURE),
                Route.delete(SECRET, "Deletes a secret, if there is one", Bodies.Deleted.class, this::delete)
                        .inOrganization(Permission.CONFIGURE),
                Route.get(
                                "/api/secrets/verification",
                                "Tries to decrypt all secrets, and names those that cannot be",
                                Bodies.Unreadable.class,
                                this::verification)
                        .needs(Permission.AUDIT),
                Route.command(
                        "/api/secrets/rotation",
                        "Encrypts all secrets under a new master key, or finishes that",
                        200,
                        Rotation.class,
                        this::rotate));
    }

    private ExtensionConfig config(Call call) {
        return Organizations.config(host, call);
    }

    private Reply secrets(Call call) {
        return Reply.ok(new Bodies.Secrets(config(call).secrets()));
    }

    private Reply set(Call call) throws IOException {
        ExtensionConfig config = config(call);
        config.setSecret(call.part("key"), value(call), Organizations.writer(call));
        return Reply.ok(new Bodies.Secrets(config.secrets()));
    }

    private static String value(Call call) throws IOException {
        JsonObject body;
        try {
            body = call.json();
        } catch (ProblemException e) {
            if (e.problem().code() == dev.berth.sdk.problem.ProblemCode.REQUEST_TOO_LARGE) {
                throw e;
            }
            throw malformed();
        }
        if (body.members().size() == 1 && body.get("value").orElse(body) instanceof JsonString text) {
            return text.value();
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return Call.usage("a JSON object with the text of the secret as its one member \"value\"", "something else");
    }

    private Reply delete(Call call) {
        return Reply.ok(new Bodies.Deleted(config(call).deleteSecret(call.part("key"), Organizations.writer(call))));
    }

    private Reply verification(Call call) {
        return Reply.ok(new Bodies.Unreadable(host.configuration().unreadable()));
    }

    private Reply rotate(Call call) {
        return Reply.ok(host.configuration().rotateKey(call.by()));
    }
}
