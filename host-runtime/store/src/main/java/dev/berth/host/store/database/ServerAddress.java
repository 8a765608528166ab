/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database lies on a PostgreSQL server.
 *
 * @param place servers and database, {@code db.acme.example:5432/berth}
 * @param options of the driver, as in its addresses; neither user nor password
 * @param user who logs in; empty for the name of this process's user
 * @param password empty if the server asks for none, or the driver finds it elsewhere
 */
public record ServerAddress(String place, List<String> options, Optional<String> user, Optional<String> password) {
    private static final Pattern FORM =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:([^/@:]*)(?::([^/@]*))?@)?([^/@?]+/[^/@?]+)(?:\\?(.*))?");

    /** Copies the options. */
    public ServerAddress {
        options = List.copyOf(options);
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?options}, with or without {@code jdbc:} in front. All but host and
     * database can be left out.
     *
     * @return empty if it is none
     */
    public static Optional<ServerAddress> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Optional<String> user = Optional.ofNullable(form.group(1)).map(ServerAddress::decoded);
        Optional<String> password = Optional.ofNullable(form.group(2)).map(ServerAddress::decoded);
        List<String> options = new ArrayList<>();
        for (String option : Optional.ofNullable(form.group(4)).orElse("").split("&", -1)) {
            if (option.startsWith("user=")) {
                user = Optional.of(decoded(option.substring("user=".length())));
            } else if (option.startsWith("password=")) {
                password = Optional.of(decoded(option.substring("password=".length())));
            } else if (!option.isEmpty()) {
                options.add(option);
            }
        }
        return Optional.of(new ServerAddress(form.group(3), options, user, password));
    }

    /** Returns the same with a password, if it has none. */
    public ServerAddress orPassword(Optional<String> other) {
        return new ServerAddress(place, options, user, password.or(() -> other));
    }

    /** Returns the address for the driver, without user and password. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + place + (options.isEmpty() ? "" : "?" + String.join("&", options));
    }

    /** Returns the address for people: without password and options. */
    @Override
    public String toString() {
        return "postgresql://" + user.map(name -> name + "@").orElse("") + place;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
