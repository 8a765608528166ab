/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database lies on a PostgreSQL server.
 *
 * @param place servers and database, {@code db.acme.example:5432/berth}
 * @param options of the driver, as in its addresses; neither user nor password
 * @param user who logs in; empty for the name of this process's user
 * @param password empty if the server asks for none, or the driver finds it elsewhere
 */
public record DatabaseAddress(String place, List<String> options, Optional<String> user, Optional<String> password) {
    private static final Pattern FORM =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:([^/@:]*)(?::([^/@]*))?@)?([^/@?]+/[^/@?]+)(?:\\?(.*))?");

    /** Copies the options. */
    public DatabaseAddress {
        options = List.copyOf(options);
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?options}, with or without {@code jdbc:} in front. All but host and
     * database can be left out.
     *
     * @throws ProblemException {@code usage-invalid}
     */
    public static DatabaseAddress of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused(text);
        }
        Optional<String> user = decoded(form.group(1));
        Optional<String> password = decoded(form.group(2));
        List<String> options = new ArrayList<>();
        for (String option : Optional.ofNullable(form.group(4)).orElse("").split("&", -1)) {
            if (option.startsWith("user=")) {
                user = decoded(option.substring("user=".length()));
            } else if (option.startsWith("password=")) {
                password = decoded(option.substring("password=".length()));
            } else if (!option.isEmpty()) {
                options.add(option);
            }
        }
        return new DatabaseAddress(form.group(3), options, user, password);
    }

    /** Returns the same with a password, if it has none. */
    public DatabaseAddress orPassword(Optional<String> other) {
        return new DatabaseAddress(place, options, user, password.or(() -> other));
    }

    /** Returns the servers without their ports. */
    public List<String> hosts() {
        return Arrays.stream(place.substring(0, place.indexOf('/')).split(",", -1))
                .map(server -> server.replaceFirst(":[0-9]*$", ""))
                .toList();
    }

    /** Returns the address for the driver, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + place + (options.isEmpty() ? "" : "?" + String.join("&", options));
    }

    /** Returns the address for people: without password and options. */
    @Override
    public String toString() {
        return "postgresql://" + user.map(name -> name + "@").orElse("") + place;
    }

    private static Optional<String> decoded(@Nullable String text) {
        return Optional.ofNullable(text).map(it -> URLDecoder.decode(it.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** What stands before the host or after the database may be a password. */
    private static ProblemException refused(String text) {
        String shown = text.replaceFirst("\\?.*", "?…").replaceFirst("//.*@", "//…@");
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        "the address of a database",
                        "The address of a database needs the form postgresql://user@host:port/database; found \""
                                + shown + "\". Nothing was started.")
                .operator("for example --database postgresql://berth@localhost/berth, with the password in"
                        + " BERTH_DATABASE_PASSWORD."));
    }
}
