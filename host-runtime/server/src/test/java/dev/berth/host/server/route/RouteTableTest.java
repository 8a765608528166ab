/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.Family;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private final RouteTable table = new RouteTable(List.of(
            Route.get("/api/things", "All", String.class, call -> Reply.ok("all")),
            Route.command("/api/things", "One more", 202, String.class, call -> Reply.ok("more")),
            Route.get("/api/things/@{scope}/{name}", "One", String.class, call -> Reply.ok("one"))));

    @Test
    void findsByMethodAndPath() {
        assertThat(find("GET", "/api/things").route().summary()).isEqualTo("All");
        assertThat(find("HEAD", "/api/things").route().summary()).isEqualTo("All");
        assertThat(find("POST", "/api/things").route().summary()).isEqualTo("One more");
        assertThat(find("GET", "/api/things/@acme/crm").parts()).isEqualTo(Map.of("scope", "acme", "name", "crm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/things/",
                "/api/things/acme/crm",
                "/api/things/@acme/",
                "/api/things/@acme/a/b",
                "/API/things"
            })
    void anotherPathIsUnknown(String path) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> find("GET", path))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.ROUTE_NOT_FOUND));
    }

    @Test
    void anotherMethodNamesThoseThereAre() {
        List<String> allowed = new ArrayList<>();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> table.find("DELETE", "/api/things", allowed::add))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.METHOD_NOT_ALLOWED));
        assertThat(allowed).containsExactly("GET, POST, HEAD");
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void everyFamilyHasItsStatus(Family family) {
        Map<Family, Integer> statuses = Map.of(
                Family.FAILED, 500,
                Family.USAGE, 400,
                Family.NOT_FOUND, 404,
                Family.DENIED, 403,
                Family.REFUSED, 422,
                Family.CONFLICT, 409,
                Family.UNAVAILABLE, 503);
        List<ProblemCode> own =
                List.of(ProblemCode.TOKEN_REQUIRED, ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.REQUEST_TOO_LARGE);

        for (ProblemCode code : ProblemCode.values()) {
            if (code.family() == family && !own.contains(code)) {
                assertThat(ProblemReply.status(code)).as(code.toString()).isEqualTo(statuses.get(family));
            }
        }
        assertThat(own).extracting(ProblemReply::status).containsExactly(401, 405, 413);
    }

    private RouteTable.Match find(String method, String path) {
        return table.find(method, path, allowed -> {});
    }
}
