/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BerthServerTest {
    @TempDir
    Path folder;

    @Test
    void untilTheHostHasStartedItIsNotReady() throws Exception {
        try (Served served = Served.starting(folder)) {
            HttpResponse<String> health = served.send(served.anonymous("/health"));
            HttpResponse<String> status = served.get("/api/status");

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).isEqualTo("{\"status\":\"starting\"}");
            assertThat(status.statusCode()).isEqualTo(503);
            assertThat(Served.json(status).string("code")).contains("host-not-ready");

            served.server.serve(served.host);
            assertThat(served.send(served.anonymous("/health")).statusCode()).isEqualTo(200);
            assertThat(served.get("/api/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTakenAddressIsNamedAndNothingIsLeftOpen() throws Exception {
        try (Served served = Served.in(folder)) {
            int port = served.server.url().getPort();

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> BerthServer.start(served.host, served.config(port)))
                    .satisfies(e -> {
                        assertThat(e.problem().code()).isEqualTo(ProblemCode.ADDRESS_TAKEN);
                        assertThat(e.problem().text()).contains("127.0.0.1:" + port, "--port 0");
                    });
            assertThat(served.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedAndTheAddressFree() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (Served served = Served.in(folder)) {
            ServerConfig config = new ServerConfig("127.0.0.1", 0, Served.TOKEN, file.resolve("uploads"), () -> {});

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> BerthServer.start(served.host, config))
                    .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.HOME_UNWRITABLE));
        }
    }

    @Test
    @Timeout(20)
    void aStopIsBoundedAndGivesTheAddressFree() throws Exception {
        Served served = Served.in(folder);
        served.get("/health");
        long start = System.nanoTime();

        served.close();
        served.server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> served.connect().close());
    }

    @Test
    void theTokenIsLongAndNeverPrinted() {
        ServerConfig config = new ServerConfig("127.0.0.1", 0, Served.TOKEN, folder, () -> {});

        assertThat(config.toString()).contains("127.0.0.1:0").doesNotContain(Served.TOKEN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerConfig("127.0.0.1", 0, "short", folder, () -> {}))
                .withMessageNotContaining("short");
    }
}
