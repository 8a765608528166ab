/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes what the SDK's transport answers to a bad request as a JSON-RPC error. It hands the exception itself to Jackson, stack trace included. */
final class TransportErrorJson extends StdSerializer<McpError> {
    TransportErrorJson() {
        super(McpError.class);
    }

    @Override
    public void serialize(McpError failure, JsonGenerator out, SerializationContext context) {
        JSONRPCError error = failure.getJsonRpcError();
        out.writeStartObject();
        out.writeStringProperty("jsonrpc", "2.0");
        out.writeNullProperty("id");
        out.writeObjectPropertyStart("error");
        out.writeNumberProperty("code", error.code());
        out.writeStringProperty("message", error.message());
        out.writeEndObject();
        out.writeEndObject();
    }
}
