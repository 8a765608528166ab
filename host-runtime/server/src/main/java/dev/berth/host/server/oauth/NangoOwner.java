/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.sdk.value.JsonObject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the owner of a connection is written as an end user of a Nango server, and read again: {@code berth:ORGANISATION} or
 * {@code berth:ORGANISATION:USER}, both encoded. End users of any other form belong to others who use the same server.
 */
final class NangoOwner {
    private static final Pattern FORM = Pattern.compile("berth:([^:]+)(?::([^:]+))?");

    private NangoOwner() {}

    static String endUserId(ConnectionOwner owner) {
        return "berth:" + encoded(owner.organization())
                + owner.userId().map(user -> ":" + encoded(user)).orElse("");
    }

    /** Reads the owner of a connection: its end user, or its tags where a server has only those. */
    static Optional<ConnectionOwner> of(JsonObject connection) {
        return object(connection, "end_user")
                .flatMap(user -> user.string("id"))
                .or(() -> object(connection, "tags").flatMap(tags -> tags.string("end_user_id")))
                .flatMap(NangoOwner::parse);
    }

    private static Optional<ConnectionOwner> parse(String endUserId) {
        Matcher matcher = FORM.matcher(endUserId);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> user = Optional.ofNullable(matcher.group(2)).map(NangoOwner::decoded);
        ConnectionOwner owner = new ConnectionOwner(decoded(matcher.group(1)), user);
        return Optional.of(owner).filter(read -> endUserId(read).equals(endUserId));
    }

    private static Optional<JsonObject> object(JsonObject in, String member) {
        return in.get(member).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
