/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** Whether people can sign in at the provider that the operator has set up. */
final class LoginCheck {
    private LoginCheck() {}

    static Check of(HostClient host) {
        JsonObject login = host.get("/api/login");
        if (!Json.text(login, "configured").equals("true")) {
            return new Check.Skipped("login", "people come in by token; login.json would let them sign in");
        }
        List<Problem> problems = ProblemReader.list(login, "problems");
        return problems.isEmpty()
                ? new Check.Good("login", Json.text(login, "issuer") + " answers as OpenID Connect says")
                : new Check.Bad("login", problems);
    }
}
