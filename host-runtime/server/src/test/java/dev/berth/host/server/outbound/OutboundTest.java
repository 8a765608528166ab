/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.host.port.nango.GatewayException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Loopback server = new Loopback(this::answer);
    private final Outbound outbound = new Outbound(Duration.ofSeconds(10));
    private final Outbound hasty = new Outbound(Duration.ofMillis(200));

    OutboundTest() throws IOException {}

    @AfterEach
    void close() {
        end.countDown();
        outbound.close();
        hasty.close();
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        switch (exchange.getRequestURI().getPath()) {
            case "/redirect" -> {
                exchange.getResponseHeaders().set("Location", "/found");
                Loopback.answer(exchange, 302, "text/plain", "moved");
            }
            case "/large" -> stream(exchange, Outbound.LARGEST + 1L);
            case "/endless" -> stream(exchange, Long.MAX_VALUE);
            case "/half" -> half(exchange);
            case "/silent" -> await();
            default -> Loopback.answer(exchange, 200, "text/plain", "found");
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void half(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 10);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        await();
    }

    private static void stream(HttpExchange exchange, long size) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[1 << 16];
        try (OutputStream out = exchange.getResponseBody()) {
            for (long left = size; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(block.length, left));
            }
        } catch (IOException e) {
            // The client has seen enough.
        }
    }

    private Outbound.Answer get(Outbound client, String path) {
        Target target = new Target(server.uri(path), false);
        return client.send("the server", target, HttpRequest.newBuilder(target.uri()));
    }

    @Test
    @DisplayName("PORT-76: no redirect is followed")
    void redirect() {
        Outbound.Answer answer = get(outbound, "/redirect");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.isDone()).isFalse();
        assertThat(asked).hasValue(1);
        assertThat(answer.toString()).doesNotContain("moved");
    }

    @Test
    @DisplayName("PORT-7: an answer that is larger than any that is expected is given up, known size or not")
    void large() {
        for (String path : new String[] {"/large", "/endless"}) {
            assertThatThrownBy(() -> get(outbound, path))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("TooLargeException: an answer larger than 4194304 bytes");
        }
    }

    @Test
    @DisplayName("PORT-7: a server that says nothing, or stops in the middle, is not waited for")
    void slow() {
        for (String path : new String[] {"/silent", "/half"}) {
            assertThatThrownBy(() -> get(hasty, path))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageStartingWith("needs an answer of the server within ");
        }
    }

    @Test
    @DisplayName("PORT-4: a call that waits for a server honours interruption")
    void interrupted() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> kept = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                get(outbound, "/silent");
            } catch (GatewayException e) {
                thrown.set(e);
                kept.set(Thread.currentThread().isInterrupted());
            }
        });
        org.awaitility.Awaitility.await().until(() -> asked.get() == 1);
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).hasMessageContaining("found a call that was interrupted");
        assertThat(kept.get()).isTrue();
    }

    @Test
    @DisplayName("PORT-7: a server that is not there is said with the cause")
    void down() {
        server.close();
        assertThatThrownBy(() -> get(outbound, "/found"))
                .isInstanceOf(GatewayException.class)
                .hasMessage("needs an answer of the server within 10 s; found ConnectException");
    }
}
