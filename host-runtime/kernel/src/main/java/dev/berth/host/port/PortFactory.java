/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.live.LiveView;
import dev.berth.host.live.Registrations;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.problem.Problem;
import java.util.function.Consumer;

/** Makes the handles of one revision. */
public final class PortFactory {
    private final ToolCaller tools;
    private final HostFacts host;
    private final Consumer<Problem> warnings;

    /**
     * Makes handles with these parts of the host.
     *
     * @param warnings takes what an operator should know and nobody has to wait for
     */
    public PortFactory(ToolCaller tools, HostFacts host, Consumer<Problem> warnings) {
        this.tools = tools;
        this.host = host;
        this.warnings = warnings;
    }

    /** Makes the context of a revision. */
    public ExtensionContext create(
            ExtensionManifest manifest,
            PortAccess access,
            Registrations registrations,
            LiveView view,
            StagedSettings settings) {
        return GrantedContext.of(
                access,
                new SettingsHandle(access, settings),
                new McpHandle(access, registrations, view, tools, host),
                new CapabilitiesHandle(access, manifest, registrations, view, warnings),
                new LoggerHandle(access),
                new RuntimeHandle(access, host));
    }
}
