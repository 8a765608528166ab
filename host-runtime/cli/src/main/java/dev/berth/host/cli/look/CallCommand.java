/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import dev.berth.host.cli.client.HostAddress;
import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ToolCaller;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Calls a tool as a model would. */
@Command(
        name = "call",
        description = "Call a tool through the host's MCP endpoint and print what it returns.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  berth call hello_greet '{\"name\": \"Ada\"}'",
            "  berth call hello_greet @input.json",
            "  echo '{\"name\": \"Ada\"}' | berth call hello_greet -"
        })
final class CallCommand implements Verb {
    @Parameters(index = "0", paramLabel = "TOOL", description = "The tool; \"berth tools\" lists them.")
    private String tool = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON|@FILE|-",
            description = "Its input: an object, a file, or - for standard input; {} without it.")
    private String input = "{}";

    @Override
    public int run(Session session) {
        JsonObject arguments = ToolInput.read(input, session.terminal().in());
        HostAddress address = session.address();
        HostClient host = new HostClient(address);
        URI endpoint = address.mcpUrl().orElseGet(() -> URI.create(Json.text(host.get("/api/status"), "mcpUrl")));
        ToolCaller caller = new ToolCaller(endpoint, address.token());
        ToolCaller.Result result = session.progress().during("Calling " + tool, () -> caller.call(tool, arguments));
        return switch (result) {
            case ToolCaller.Result.Returned returned -> print(session, returned.value());
            case ToolCaller.Result.Failed failed -> throw new ProblemException(failed.problems());
            case ToolCaller.Result.Refused refused -> throw refused(host, refused.reason());
            case ToolCaller.Result.Unreachable unreachable -> throw unreachable(host, endpoint, unreachable.reason());
        };
    }

    private static int print(Session session, JsonValue value) {
        JsonObject document = value instanceof JsonObject object ? object : JsonObject.of("result", value);
        session.result(
                document, page -> page.line(value instanceof JsonString text ? text.value() : Json.pretty(value)));
        return ExitCode.DONE;
    }

    /** A host that is gone says so better when it is asked something simple. */
    private ProblemException unreachable(HostClient host, URI endpoint, String reason) {
        host.get("/api/status");
        return new ProblemException(Problem.of(
                        ProblemCode.HOST_UNREACHABLE,
                        endpoint.toString(),
                        "The host runs, but its tools do not answer at " + endpoint + ": " + reason + ". The tool "
                                + tool + " may not have been called.")
                .operator("look at the end of logs/berth.log in the host's home."));
    }

    /** The protocol has one error for all; whether there is such a tool is asked only now, for the usual call needs no answer. */
    private ProblemException refused(HostClient host, String reason) {
        JsonObject known = host.get("/api/tools");
        List<String> tools = Stream.of("tools", "own")
                .flatMap(member -> Json.objects(known, member).stream())
                .map(one -> Json.text(one, "name"))
                .toList();
        if (tools.contains(tool)) {
            return new ProblemException(Problem.of(
                    ProblemCode.TOOL_FAILED, tool, "The host did not call the tool " + tool + ": " + reason));
        }
        List<String> near = NearMisses.of(tool, tools);
        return new ProblemException(Problem.of(
                        ProblemCode.TOOL_UNKNOWN,
                        tool,
                        "Neither an extension nor the host offers a tool \"" + tool + "\" now."
                                + NearMisses.question(near))
                .fact("near", near)
                .operator("\"berth tools\" lists the tools that can be called."));
    }
}
