/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.mcp;

import dev.berth.host.identity.Permission;
import dev.berth.host.identity.Permission.Reach;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.live.Caller;
import dev.berth.host.live.LiveView;
import dev.berth.manifest.port.InputSchema;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The host's own tools before those of extensions: one list for models and for {@code callPrimitive} (PORT-37, PORT-87). */
public final class HostTools implements ToolCaller {
    /**
     * A tool of the host itself. It reads and changes nothing.
     *
     * @param permission what callers need; to others it does not exist
     * @param work takes the input and who calls
     */
    public record HostTool(
            String name,
            String description,
            JsonObject inputSchema,
            Permission permission,
            BiFunction<JsonObject, Caller, JsonObject> work) {}

    /** A tool with the check of its input, which reads the schema once. */
    private record Checked(HostTool tool, InputSchema check) {}

    private final Map<String, Checked> tools = new LinkedHashMap<>();
    private final Tenancy tenancy;
    private final ToolCaller others;

    public HostTools(List<HostTool> tools, Tenancy tenancy, ToolCaller others) {
        tools.forEach(tool ->
                this.tools.put(tool.name(), new Checked(tool, new InputSchema(Optional.of(tool.inputSchema())))));
        this.tenancy = tenancy;
        this.others = others;
    }

    /** Returns those that exist for a caller. */
    public List<HostTool> of(Caller caller) {
        return tools.values().stream()
                .map(Checked::tool)
                .filter(tool -> may(tool.permission(), caller))
                .toList();
    }

    private Optional<Checked> find(String name, Caller caller) {
        return Optional.ofNullable(tools.get(name))
                .filter(found -> may(found.tool().permission(), caller));
    }

    private boolean may(Permission permission, Caller caller) {
        boolean reaches = permission.reach() == Reach.ORGANIZATION
                || caller.organizationId().equals(tenancy.only());
        Set<String> roles = caller.actor().map(Actor::orgRoles).orElse(Set.of());
        return reaches && permission.roles().stream().map(Role::toString).anyMatch(roles::contains);
    }

    @Override
    public boolean offers(LiveView view, String name, Caller caller) {
        return find(name, caller).isPresent() || others.offers(view, name, caller);
    }

    @Override
    public JsonObject call(LiveView view, String name, JsonObject input, Caller caller, int depth) {
        Optional<Checked> own = find(name, caller);
        if (own.isEmpty()) {
            return others.call(view, name, input, caller, depth);
        }
        List<String> faults = own.get().check().faults(input);
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(
                            ProblemCode.TOOL_INPUT_INVALID,
                            "berth",
                            "The tool \"" + name + "\" of the host needs input that fits its schema; found: "
                                    + String.join("; ", faults) + ". The tool was not called.")
                    .fact("faults", faults)
                    .operator("see what it takes: berth tools --json"));
        }
        return own.get().tool().work().apply(input, caller);
    }
}
