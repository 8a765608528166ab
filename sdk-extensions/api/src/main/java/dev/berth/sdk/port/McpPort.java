/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Tools for models, on the host's MCP endpoint (PORT-83 to PORT-87). */
@ProviderType
public interface McpPort {
    /** Offers a tool. The same name again replaces it; a name of the host or of another extension is {@code tool-name-taken}. */
    Registration registerTool(McpTool tool);

    /** Calls a tool of any extension, as the caller; refused during {@code register} (PORT-87). */
    JsonValue callPrimitive(String name, JsonValue input);

    /** Returns the outside MCP servers that the operator has connected. */
    List<ExternalMcpServer> externalServers();

    /** Returns the public address of the host's endpoint. Since 2.1. */
    default Optional<URI> publicBaseUrl() {
        return Optional.empty();
    }

    /** An outside MCP server. */
    record ExternalMcpServer(String name, URI url) {}
}
