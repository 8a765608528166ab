/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** Whether the host can decrypt all secrets that it keeps. */
final class SecretsCheck {
    private static final int SHOWN = 5;

    private SecretsCheck() {}

    static Check of(HostClient host) {
        List<JsonObject> unreadable = Json.objects(host.get("/api/secrets/verification"), "unreadable");
        if (unreadable.isEmpty()) {
            return new Check.Good("secrets", "all that are kept can be decrypted");
        }
        List<String> names = unreadable.stream()
                .map(secret -> Json.text(secret, "extension") + " " + Json.text(secret, "key"))
                .toList();
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return new Check.Bad(
                "secrets",
                Problem.of(
                                ProblemCode.SECRET_UNREADABLE,
                                "the secrets",
                                "The secrets that the host keeps need to be decrypted; found " + names.size()
                                        + " that cannot be: " + shown + more + ". The others can.")
                        .fact("unreadable", unreadable)
                        .operator("bring the file secret.keys of the home back from a backup, or set each again with"
                                + " \"berth secrets ID set KEY\"."));
    }
}
