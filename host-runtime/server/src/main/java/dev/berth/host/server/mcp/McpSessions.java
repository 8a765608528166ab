/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.mcp;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Permission;
import dev.berth.host.live.Caller;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.DefaultMcpStreamableServerSessionFactory;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What a session of the MCP SDK can be asked. The SDK's server on top of its sessions keeps a list of tools of its own; it replaces
 * one by removing it first, and a call in between would fail. So the sessions get handlers that ask the live set each time: a hot
 * update needs no registration here, and list and authorisation are of one snapshot (PORT-86).
 */
final class McpSessions {
    private static final Logger LOG = LoggerFactory.getLogger(McpSessions.class);
    private static final String WHO = "who";
    private static final Duration CLIENT_ANSWERS = Duration.ofSeconds(30);

    private final HostRuntime host;
    private final String version;
    private final List<String> protocols;

    /**
     * Describes the sessions.
     *
     * @param protocols the protocol versions of the transport, oldest first
     */
    McpSessions(HostRuntime host, String version, List<String> protocols) {
        this.host = host;
        this.version = version;
        this.protocols = List.copyOf(protocols);
    }

    McpStreamableServerSession.Factory factory() {
        Map<String, McpRequestHandler<?>> requests = Map.of(
                McpSchema.METHOD_PING, (exchange, parameters) -> Mono.just(Map.of()),
                McpSchema.METHOD_TOOLS_LIST, (exchange, parameters) -> Mono.fromCallable(() -> list(who(exchange))),
                McpSchema.METHOD_TOOLS_CALL,
                        (exchange, parameters) -> Mono.fromCallable(() -> call(parameters, who(exchange))));
        McpNotificationHandler ignore = (exchange, parameters) -> Mono.empty();
        Map<String, McpNotificationHandler> notifications = Map.of(
                McpSchema.METHOD_NOTIFICATION_INITIALIZED,
                ignore,
                McpSchema.METHOD_NOTIFICATION_ROOTS_LIST_CHANGED,
                ignore,
                "notifications/cancelled",
                ignore);
        return new DefaultMcpStreamableServerSessionFactory(
                CLIENT_ANSWERS,
                request -> Mono.fromCallable(() -> initialize(request)),
                requests,
                notifications,
                session -> Mono.empty());
    }

    private InitializeResult initialize(InitializeRequest request) {
        String asked = request.protocolVersion();
        String agreed = protocols.contains(asked) ? asked : protocols.get(protocols.size() - 1);
        return InitializeResult.builder(
                        agreed,
                        McpSchema.ServerCapabilities.builder().tools(true).build(),
                        McpSchema.Implementation.builder("berth", version).build())
                .build();
    }

    /** Keeps who asks for the handlers. Each request says who, so that a session is no right of its own. */
    static McpTransportContext context(HttpServletRequest request) {
        return McpTransportContext.create(Map.of(WHO, request.getAttribute(Identity.class.getName())));
    }

    private static Identity who(McpAsyncServerExchange exchange) {
        return (Identity) exchange.transportContext().get(WHO);
    }

    private Caller caller(Identity who, Permission permission) {
        try {
            who.require(permission);
        } catch (ProblemException e) {
            throw ToolMessages.refusal(e);
        }
        return Caller.of(who, host.config().tenancy());
    }

    private ListToolsResult list(Identity who) {
        Caller caller = caller(who, Permission.LOOK);
        return ListToolsResult.builder(Stream.concat(host.ownTools(caller).stream(), host.tools(caller).stream())
                        .map(ToolMessages::tool)
                        .toList())
                .build();
    }

    private CallToolResult call(Object parameters, Identity who) {
        String name = name(parameters);
        Caller caller = caller(who, Permission.CALL);
        try {
            return ToolMessages.result(host.callTool(name, input(parameters), caller));
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.TOOL_UNKNOWN) {
                throw ToolMessages.refusal(e);
            }
            return ToolMessages.failure(e);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return ToolMessages.failure(new ProblemException(internal(name, e)));
        }
    }

    private static String name(Object parameters) {
        if (parameters instanceof Map<?, ?> members && members.get("name") instanceof String name) {
            return name;
        }
        throw ToolMessages.refusal(usage("the name of a tool in \"name\"", "none"));
    }

    private static JsonObject input(Object parameters) {
        Object input = parameters instanceof Map<?, ?> members ? members.get("arguments") : null;
        if (input == null) {
            return JsonObject.of();
        } else if (input instanceof Map<?, ?> members) {
            try {
                return PlainJson.object(members);
            } catch (ArithmeticException e) {
                throw ToolMessages.refusal(usage("numbers of at most nine exponent digits", "a larger one"));
            }
        }
        throw ToolMessages.refusal(usage("an object in \"arguments\"", "another JSON value"));
    }

    private static ProblemException usage(String needed, String found) {
        return new ProblemException(Problem.of(
                ProblemCode.USAGE_INVALID,
                "tools/call",
                "The request tools/call needs " + needed + "; found " + found + ". Nothing was called."));
    }

    private static Problem internal(String name, Throwable failure) {
        String reference = UUID.randomUUID().toString();
        LOG.error("The tool {} failed in the host, reference {}", name, reference, failure);
        return Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        "the host",
                        "The host failed, by a fault of its own, while it called " + name
                                + ". The call may not be done; the host still runs.")
                .fact("reference", reference)
                .operator("look for " + reference + " in logs/berth.log in the host's home, and report it.");
    }
}
