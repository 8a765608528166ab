/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.host.audit.By;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.live.Caller;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that has found its route, read the way a handler needs it. Everything malformed is {@code usage-invalid}. */
public final class Call {
    /** The largest JSON body. */
    static final int JSON_LIMIT = 1 << 20;

    private final HttpServletRequest request;
    private final Route route;
    private final Map<String, String> parts;
    private final Tenancy tenancy;

    /**
     * Reads a request, unless who asks may not.
     *
     * @throws ProblemException {@code role-required}, {@code usage-invalid}
     */
    public Call(HttpServletRequest request, RouteTable.Match match, Tenancy tenancy) {
        this.request = request;
        this.route = match.route();
        this.parts = match.parts();
        this.tenancy = tenancy;
        route.permission().ifPresent(permission -> who().require(permission));
        refuseUnknownQuery();
        route.body().ifPresent(this::requireMediaType);
    }

    /** Who asks, as the guard found out. */
    public Identity who() {
        return (Identity) request.getAttribute(Identity.class.getName());
    }

    /** Who asks, for the audit. */
    public By by() {
        return who().by();
    }

    /** Who asks, for the ports. */
    public Caller caller() {
        return Caller.of(who(), tenancy);
    }

    /**
     * The organisation that the request is about: the one that its query parameter names, else that of who asks.
     *
     * @throws ProblemException {@code role-required} if who asks may not do there what the route needs; {@code usage-invalid}
     */
    public String organization() {
        Optional<String> organization = tenancy.named(query("organization")).or(who()::organization);
        route.permission().ifPresent(permission -> who().require(permission, organization));
        return tenancy.context(organization)
                .orElseThrow(() ->
                        usage("the query parameter \"organization\", because its token is bound to none", "none"));
    }

    /** The extension that the path names. */
    public ExtensionId extension() {
        String id = "@" + parts.get("scope") + "/" + parts.get("name");
        if (!ExtensionId.isValid(id)) {
            throw usage("an extension id of the form @scope/slug-kind", "\"" + id + "\"");
        }
        return ExtensionId.of(id);
    }

    /** A named part of the path. */
    public String part(String name) {
        return parts.getOrDefault(name, "");
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(request.getParameter(name));
    }

    /** A whole number from a query parameter. */
    public long number(String name, long otherwise, long min, long max) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        String digits = text.get();
        if (digits.matches("[0-9]{1,18}") && Long.parseLong(digits) >= min && Long.parseLong(digits) <= max) {
            return Long.parseLong(digits);
        }
        throw usage(
                "the query parameter \"" + name + "\" to be a whole number from " + min + " to " + max,
                "\"" + digits + "\"");
    }

    /** A header, once. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    public InputStream body() throws IOException {
        return request.getInputStream();
    }

    public long length() {
        return request.getContentLengthLong();
    }

    public JsonObject json() throws IOException {
        return json(request);
    }

    /** Reads the body of a request as a JSON object. */
    public static JsonObject json(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        byte[] bytes =
                length > JSON_LIMIT ? new byte[0] : request.getInputStream().readNBytes(JSON_LIMIT + 1);
        if (length > JSON_LIMIT || bytes.length > JSON_LIMIT) {
            throw tooLarge(JSON_LIMIT);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonValue value = StrictJson.parse(text);
            if (value instanceof JsonObject object) {
                return object;
            }
            throw usage("a JSON object as its body", "another JSON value");
        } catch (StrictJson.JsonSyntaxException e) {
            throw usage("one JSON document as its body", "at " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw usage("its body in UTF-8", "bytes that are not");
        }
    }

    /** The request needs something and has something else. */
    public static ProblemException usage(String needed, String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        "the request",
                        "The request needs " + needed + "; found " + found + ". Nothing was changed.")
                .operator("GET /api/openapi.json says what each route takes."));
    }

    public static ProblemException tooLarge(long limit) {
        return new ProblemException(Problem.of(
                        ProblemCode.REQUEST_TOO_LARGE,
                        "the request",
                        "The request needs a body of at most " + limit + " bytes; found more. Nothing was changed.")
                .fact("limit", limit)
                .operator("send less at once."));
    }

    private void refuseUnknownQuery() {
        List<String> known = route.query().stream().map(Route.Query::name).toList();
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (!known.contains(parameter.getKey()) || parameter.getValue().length > 1) {
                String taken =
                        known.isEmpty() ? "no query parameters" : "at most one each of the query parameters " + known;
                throw usage(taken, parameter.getKey() + "=" + String.join(", ", Arrays.asList(parameter.getValue())));
            }
        }
    }

    private void requireMediaType(Route.Body body) {
        String found = Optional.ofNullable(request.getContentType()).orElse("");
        String type = found.contains(";") ? found.substring(0, found.indexOf(';')) : found;
        if (!type.strip().equalsIgnoreCase(body.mediaType())) {
            throw usage(
                    "a body with the header \"Content-Type: " + body.mediaType() + "\"",
                    found.isEmpty() ? "no such header" : "\"" + found + "\"");
        }
    }
}
