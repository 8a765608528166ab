/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://mia:s%40cret%2F+@db.acme.example:5433/berth?sslmode=require&currentSchema=host",
                "postgres://mia:s%40cret%2F+@db.acme.example:5433/berth?sslmode=require&currentSchema=host",
                "jdbc:postgresql://db.acme.example:5433/berth?user=mia&sslmode=require&password=s%40cret%2F+&currentSchema=host"
            })
    void isReadInEachForm(String text) {
        DatabaseAddress address = DatabaseAddress.of(text);
        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "db.acme.example:5433/berth",
                        List.of("sslmode=require", "currentSchema=host"),
                        Optional.of("mia"),
                        Optional.of("s@cret/+")));
        assertThat(address.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.acme.example:5433/berth?sslmode=require&currentSchema=host");
        assertThat(address).hasToString("postgresql://mia@db.acme.example:5433/berth");
    }

    @Test
    void needsOnlyHostAndDatabase() {
        DatabaseAddress address = DatabaseAddress.of("postgresql://localhost/berth");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost/berth");
        assertThat(address.orPassword(Optional.of("a")).password()).contains("a");
        assertThat(address.orPassword(Optional.of("a"))
                        .orPassword(Optional.of("b"))
                        .password())
                .as("that of the address counts")
                .contains("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "mysql://mia:hunter2@localhost/berth",
                "postgresql://mia:hunter2@localhost",
                "postgresql://mia:hunter2@/berth",
                "postgresql://mia:hun/ter2@localhost/berth",
                "postgresql://localhost?password=hunter2"
            })
    void isRefusedInAnyOtherAndShowsNoPassword(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> DatabaseAddress.of(text))
                .satisfies(thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.USAGE_INVALID);
                    assertThat(thrown.problem().text())
                            .contains("postgresql://user@host:port/database")
                            .doesNotContain("ter2");
                });
    }
}
