/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.sdk.value.JsonObject;

/** The database of a host in a line, for people. */
public final class DatabaseLine {
    private DatabaseLine() {}

    /** Returns {@code PostgreSQL 18.6, postgresql://berth@db.acme.example/berth} of a status. */
    public static String of(JsonObject status) {
        JsonObject database = object(status);
        String product = (text(database, "product") + " " + text(database, "version")).strip();
        return product + ", " + text(database, "place") + (isReachable(status) ? "" : ", does not answer");
    }

    /** Tells whether the database answered the host. */
    public static boolean isReachable(JsonObject status) {
        return text(object(status), "reachable").equals("true");
    }

    private static JsonObject object(JsonObject status) {
        return status.get("database").map(JsonObject.class::cast).orElse(JsonObject.of());
    }
}
