/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** What a provider gave for a connection. */
record Tokens(String access, Optional<String> refresh, Optional<Instant> expiresAt) {
    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";

    /** Reads what {@link #secrets} wrote. */
    static Tokens of(String secrets, Optional<Instant> expiresAt) {
        JsonObject json = (JsonObject) StrictJson.parse(secrets);
        return new Tokens(json.string(ACCESS).orElseThrow(), json.string(REFRESH), expiresAt);
    }

    /** Returns the secrets as one text, to be sealed. */
    String secrets() {
        JsonObject json = JsonObject.of(ACCESS, access);
        return refresh.map(token -> json.with(REFRESH, token)).orElse(json).toString();
    }

    /** Returns what an extension gets: no refresh token. */
    JsonObject credentials() {
        JsonObject json = JsonObject.of("type", "OAUTH2", "access_token", access);
        return expiresAt.map(at -> json.with("expires_at", at.toString())).orElse(json);
    }

    /** Tells whether the access token lasts beyond an instant. */
    boolean lastBeyond(Instant instant) {
        return expiresAt.isEmpty() || expiresAt.get().isAfter(instant);
    }

    /** Returns these, with the refresh token of before where the provider did not send another. */
    Tokens after(Tokens before) {
        return new Tokens(access, refresh.or(before::refresh), expiresAt);
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "Tokens[expires " + expiresAt.map(Instant::toString).orElse("never") + "]";
    }
}
