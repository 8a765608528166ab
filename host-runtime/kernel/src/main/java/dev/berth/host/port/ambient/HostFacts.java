/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ambient;

import dev.berth.sdk.port.McpPort.ExternalMcpServer;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an extension may know about its host. */
public record HostFacts(
        RuntimeMode mode,
        Map<String, String> flags,
        Optional<URI> publicBaseUrl,
        List<ExternalMcpServer> externalServers) {}
