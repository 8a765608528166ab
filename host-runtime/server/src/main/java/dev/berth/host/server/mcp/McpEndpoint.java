/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.mcp;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Identity;
import dev.berth.host.live.Caller;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The MCP server at one path. It is built beside the start of the rest, and the first request waits for it. */
public final class McpEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(McpEndpoint.class);
    private static final int REQUEST_LIMIT = 1 << 20;
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final CompletableFuture<Parts> parts;

    /** One party for the endpoint and one for each call; without parties it takes no more. */
    private final Phaser calls = new Phaser(1);

    private McpEndpoint(CompletableFuture<Parts> parts) {
        this.parts = parts;
    }

    private record Parts(
            HttpServletStreamableServerTransportProvider transport,
            ChangeAnnouncer announcer,
            HostRuntime.Subscription subscription) {}

    /**
     * Starts building it.
     *
     * @param path where it is served
     * @param hosts patterns of own names, for the SDK's check behind the guard's
     * @param origins patterns of own origins
     */
    public static McpEndpoint start(HostRuntime host, String path, List<String> hosts, List<String> origins) {
        Executor own = task -> Thread.ofPlatform().daemon().name("mcp-start").start(task);
        return new McpEndpoint(CompletableFuture.supplyAsync(() -> build(host, path, hosts, origins), own));
    }

    /** Answers a request, if need be after the endpoint is built. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        HttpServletStreamableServerTransportProvider transport = parts.join().transport();
        if (!request.getMethod().equals("POST")) {
            transport.service(request, new EarlyHeaders(response));
        } else if (calls.register() >= 0) {
            try {
                transport.service(request, response);
            } finally {
                calls.arriveAndDeregister();
            }
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /**
     * Lets calls finish for so long, then ends the sessions; afterwards requests are refused. The SDK would cut the calls: it
     * closes every stream of a session, those that wait for an answer too.
     */
    public void close(Duration grace) {
        if (!drained(grace)) {
            LOG.warn("Some MCP calls were not finished within {} s and are cut", grace.toSeconds());
        }
        close();
    }

    private boolean drained(Duration grace) {
        try {
            calls.awaitAdvanceInterruptibly(calls.arriveAndDeregister(), grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void close() {
        if (parts.handle((built, failure) -> failure != null).join()) {
            return;
        }
        Parts built = parts.join();
        built.subscription().close();
        built.announcer().close();
        try {
            built.transport().closeGracefully().block(CLOSING);
        } catch (IllegalStateException e) {
            LOG.debug("Some MCP sessions did not end in time");
        }
    }

    private static Parts build(HostRuntime host, String path, List<String> hosts, List<String> origins) {
        // Numbers as they were written: a double would round them before the tool sees them.
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .addModule(new SimpleModule().addSerializer(new TransportErrorJson()))
                .build();
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(new JacksonMcpJsonMapper(mapper))
                .mcpEndpoint(path)
                .contextExtractor(McpSessions::context)
                .maxRequestSize(REQUEST_LIMIT)
                .sessionSweepInterval(ABANDONED)
                .httpHeaderValidator(DefaultServerTransportSecurityValidator.builder()
                        .allowedHosts(hosts)
                        .allowedOrigins(origins)
                        .build())
                .build();
        transport.setSessionFactory(
                new McpSessions(host, host.status().version(), transport.protocolVersions()).factory());
        ChangeAnnouncer announcer = new ChangeAnnouncer(
                () -> host.tools(Caller.of(Identity.owner("mcp"), host.config().tenancy())),
                () -> transport
                        .notifyClients(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED, null)
                        .block());
        HostRuntime.Subscription subscription = host.onChange(generation -> announcer.changed());
        // What changed before the subscription stood.
        announcer.changed();
        return new Parts(transport, announcer, subscription);
    }
}
