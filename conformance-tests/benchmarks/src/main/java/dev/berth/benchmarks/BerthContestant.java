/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.HostRuntime;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Berth, embedded: verification, journal, store and audit are part of an update. */
final class BerthContestant implements Contestant {
    private static final By WHO = new By("system:benchmark", "embedded");
    private static final Caller CALLER = Caller.user("benchmark", "default");

    private final HostRuntime host;
    private final List<Path> versions;

    BerthContestant(Path home, List<Path> versions) {
        this.host = HostRuntime.builder().home(home).build().start();
        this.versions = versions;
        host.install(versions.get(0));
    }

    @Override
    public String name() {
        return "Berth";
    }

    @Override
    public boolean call() {
        return host.callTool("hello_greet", JsonObject.of("name", "Ada"), CALLER)
                .toString()
                .contains("Ada");
    }

    @Override
    public void update(int version) {
        Path file = versions.get(version);
        String name = String.valueOf(file.getFileName());
        host.apply(
                new Command.Update(new Command.Source(
                        file,
                        new Origin.File(name),
                        name,
                        new Command.GrantChoice.All(),
                        Set.of(Command.Consent.UNSIGNED))),
                Optional.empty(),
                WHO);
    }

    @Override
    public void close() {
        host.close();
    }
}
