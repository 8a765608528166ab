/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.identity.Permission;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.TokenRequest;
import dev.berth.host.identity.Tokens;
import dev.berth.host.identity.Tokens.Issued;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Members;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who may use the host, by token. */
final class TokenRoutes {
    private static final String NEVER = "never";
    private static final Pattern LIFE = Pattern.compile("([0-9]{1,6})([hd])");
    private static final Set<String> MEMBERS = Set.of("user", "organization", "roles", "expires");

    private final Tokens tokens;
    private final Clock clock;

    TokenRoutes(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/tokens", "The tokens that were given, oldest first", Bodies.TokenList.class, this::list)
                        .needs(Permission.ADMIT),
                Route.post(
                                "/api/tokens",
                                "Gives a token; its text is in this answer and nowhere else",
                                new Route.Body("application/json", schema()),
                                201,
                                Bodies.IssuedToken.class,
                                this::create)
                        .needs(Permission.ADMIT),
                Route.command(
                                "/api/tokens/{id}/revocation",
                                "Takes a token back, at once",
                                200,
                                Bodies.Revoked.class,
                                this::revoke)
                        .needs(Permission.ADMIT));
    }

    private static JsonObject schema() {
        JsonObject text = JsonObject.of("type", "string");
        JsonObject role = text.with("enum", Role.names(Set.of(Role.values())));
        return JsonObject.of(
                "type",
                "object",
                "properties",
                JsonObject.of(
                        "user",
                        text,
                        "organization",
                        text,
                        "roles",
                        JsonObject.of("type", "array", "items", role, "minItems", 1),
                        "expires",
                        text.with(
                                "description",
                                "An instant, a life such as 30d or 12h, or never; by default "
                                        + TokenRequest.DEFAULT_LIFE.toDays() + "d")),
                "required",
                List.of("user", "roles"),
                "additionalProperties",
                false);
    }

    private Reply list(Call call) {
        Instant now = clock.instant();
        return Reply.ok(new Bodies.TokenList(tokens.list(call.who()).stream()
                .map(token -> Bodies.TokenView.of(token, now))
                .toList()));
    }

    private Reply create(Call call) throws IOException {
        Members members = new Members(call.json());
        members.only("a request for a token", MEMBERS);
        TokenRequest request = new TokenRequest(
                members.required("user", "for whom the token is"),
                members.string("organization"),
                members.strings("roles").orElse(List.of()).stream()
                        .map(TokenRoutes::role)
                        .collect(Collectors.toSet()),
                expires(members.string("expires")));
        Issued issued = tokens.create(request, call.who());
        return Reply.of(
                201, new Bodies.IssuedToken(issued.text(), Bodies.TokenView.of(issued.token(), clock.instant())));
    }

    private static Role role(String name) {
        return Role.find(name)
                .orElseThrow(() -> Call.usage(
                        "the member \"roles\" to name roles: " + String.join(", ", Role.names(Set.of(Role.values()))),
                        "\"" + name + "\""));
    }

    private Optional<Instant> expires(Optional<String> text) {
        if (text.equals(Optional.of(NEVER))) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.of(text.map(value -> end(value, now)).orElse(now.plus(TokenRequest.DEFAULT_LIFE)));
    }

    private static Instant end(String text, Instant now) {
        Matcher life = LIFE.matcher(text);
        if (life.matches()) {
            long number = Long.parseLong(life.group(1));
            return now.plus(life.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Call.usage(
                    "the member \"expires\" to be an instant, a life such as 30d or 12h, or never", "\"" + text + "\"");
        }
    }

    private Reply revoke(Call call) {
        String id = call.part("id");
        tokens.revoke(id, call.who());
        return Reply.ok(new Bodies.Revoked(id));
    }
}
