/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.extension.Scope;
import dev.berth.host.identity.Permission;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.host.port.mcp.HostTools.HostTool;
import dev.berth.manifest.port.ToolInput;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What a host tells models about itself. There is nothing here that changes a thing: nothing that installs or removes, that decides
 * about ports, or that shows a secret (PORT-37).
 */
final class HostPrimitives {
    private static final JsonObject NAME = JsonObject.of(
            "type", "string", "description", "The id of an extension, @scope/slug-kind", "maxLength", 214);

    /** The commands that can be planned without a package. */
    private static final Map<String, BiFunction<ExtensionId, Scope, Command>> PLANNED = planned();

    private HostPrimitives() {}

    private static Map<String, BiFunction<ExtensionId, Scope, Command>> planned() {
        Map<String, BiFunction<ExtensionId, Scope, Command>> table = new LinkedHashMap<>();
        table.put("archive", Command.Archive::new);
        table.put("restore", Command.Restore::new);
        table.put("uninstall", Command.Uninstall::new);
        table.put("activate", Command.Activate::new);
        table.put("rollback", Command.Rollback::new);
        return Collections.unmodifiableMap(table);
    }

    static List<HostTool> of(HostRuntime host) {
        return List.of(
                new HostTool(
                        ToolInput.HOST_PREFIX + "list",
                        "Lists the extensions that are installed on this host, with state, ports and problems",
                        object(JsonObject.of()),
                        Permission.LOOK,
                        (input, caller) ->
                                JsonObject.of("extensions", host.views().extensions(caller.organizationId()))),
                new HostTool(
                        ToolInput.HOST_PREFIX + "info",
                        "Shows one extension whole: manifest, requirements, grants, what it contributes, revisions",
                        object(JsonObject.of("extension", NAME)),
                        Permission.LOOK,
                        (input, caller) -> json(host.views().detail(extension(input), caller.organizationId()))),
                new HostTool(
                        ToolInput.HOST_PREFIX + "why",
                        "Explains why an extension is or is not active, from the root cause",
                        object(JsonObject.of("extension", NAME)),
                        Permission.LOOK,
                        (input, caller) -> json(host.views().why(extension(input), caller.organizationId()))),
                new HostTool(
                        ToolInput.HOST_PREFIX + "plan",
                        "Plans a change of one extension and shows what it would touch; changes nothing",
                        object(JsonObject.of(
                                "operation",
                                JsonObject.of("type", "string", "enum", List.copyOf(PLANNED.keySet())),
                                "extension",
                                NAME)),
                        Permission.CHANGE,
                        (input, caller) ->
                                host.plan(command(input, scope(host, caller))).toJson()));
    }

    private static JsonObject object(JsonObject properties) {
        return JsonObject.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(properties.members().keySet()),
                "additionalProperties",
                false);
    }

    private static JsonObject json(Object view) {
        return (JsonObject) JsonValue.of(view);
    }

    private static Command command(JsonObject input, Scope scope) {
        return Objects.requireNonNull(PLANNED.get(input.string("operation").orElseThrow()))
                .apply(extension(input), scope);
    }

    /** Whoever belongs to an organisation asks about its rows (LIFE-162). */
    private static Scope scope(HostRuntime host, Caller caller) {
        boolean several = host.config().tenancy().only().isEmpty();
        return several ? Scope.of(caller.organizationId()) : Scope.PLATFORM;
    }

    private static ExtensionId extension(JsonObject input) {
        String id = input.string("extension").orElseThrow();
        if (!ExtensionId.isValid(id)) {
            throw new ProblemException(Problem.of(
                    ProblemCode.USAGE_INVALID,
                    "berth",
                    "The tool needs an extension id of the form @scope/slug-kind; found " + JsonValue.of(id)
                            + ". Nothing was read."));
        }
        return ExtensionId.of(id);
    }
}
