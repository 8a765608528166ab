/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What can be done to a host; an operation of the host that is added later is a row here. */
@SuppressWarnings("ImmutableEnumChecker") // what a constant does has no state
enum Deed {
    INSTALL(5, (lab, step) -> lab.run(new Command.Install(lab.source(step)))),
    UPDATE(7, (lab, step) -> lab.run(new Command.Update(lab.source(step)))),
    REINSTALL(2, (lab, step) -> lab.run(new Command.Reinstall(lab.source(step)))),
    AGAIN(1, (lab, step) -> lab.again(step)),
    ARCHIVE(2, (lab, step) -> lab.run(new Command.Archive(id(step)))),
    RESTORE(2, (lab, step) -> lab.run(new Command.Restore(id(step)))),
    ROLLBACK(2, (lab, step) -> lab.run(new Command.Rollback(id(step)))),
    ACTIVATE(1, (lab, step) -> lab.run(new Command.Activate(id(step)))),
    UNINSTALL(2, (lab, step) -> lab.run(new Command.Uninstall(id(step)))),
    LOCK(1, (lab, step) -> lab.run(new Command.Lock(id(step)))),
    UNLOCK(2, (lab, step) -> lab.run(new Command.Unlock(id(step), step.granted()))),
    FORCE_DELETE(1, (lab, step) -> lab.run(new Command.ForceDelete(id(step), lab.confirmed(step.node())))),
    GRANT(1, (lab, step) -> lab.run(new Command.Grant(id(step), ports(step), Optional.empty()))),
    DENY(1, (lab, step) -> lab.run(new Command.Deny(id(step), Optional.empty()))),
    REVOKE(1, (lab, step) -> lab.run(new Command.Revoke(id(step), ports(step)))),
    GRANT_ACME(1, (lab, step) -> lab.run(new Command.Grant(id(step), Lab.ACME, ports(step), Optional.empty()))),
    REVOKE_ACME(1, (lab, step) -> lab.run(new Command.Revoke(id(step), Lab.ACME, ports(step)))),
    DAMAGE(1, (lab, step) -> lab.damage(step.node())),
    RESTART(2, (lab, step) -> lab.restart());

    private static final List<Deed> WEIGHED = Arrays.stream(values())
            .flatMap(deed -> Stream.generate(() -> deed).limit(deed.weight))
            .toList();

    private final int weight;
    private final BiConsumer<Lab, Step> act;

    Deed(int weight, BiConsumer<Lab, Step> act) {
        this.weight = weight;
        this.act = act;
    }

    static Deed random(Random random) {
        return WEIGHED.get(random.nextInt(WEIGHED.size()));
    }

    void act(Lab lab, Step step) {
        act.accept(lab, step);
    }

    boolean brings() {
        return this == INSTALL || this == UPDATE || this == REINSTALL;
    }

    private static ExtensionId id(Step step) {
        return ExtensionId.of(Graph.id(step.node()));
    }

    private static dev.berth.host.grant.PortSet ports(Step step) {
        return switch (step.number() % 3) {
            case 0 -> FakeHost.ports(PortName.MCP);
            case 1 -> FakeHost.ports(PortName.SETTINGS);
            default -> FakeHost.ports(PortName.MCP, PortName.SETTINGS);
        };
    }
}
