/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import static dev.berth.host.live.LiveFixture.owner;
import static dev.berth.host.live.LiveFixture.provider;
import static dev.berth.host.live.LiveFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.MovableClock;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private final Owner owner = owner("a-connector");
    private final LiveRegistry live = new LiveRegistry(new MovableClock());
    private Registrations registrations = new Registrations(owner);

    @BeforeEach
    void fresh() {
        registrations = new Registrations(owner);
    }

    private void goLive() {
        List<Contribution> staged = registrations.all();
        live.swap("swap", set -> set.with(owner.id(), staged));
        registrations.goLive(live, staged);
    }

    @Test
    @DisplayName("PORT-84, PORT-113: the same slot again replaces; the old registration then withdraws nothing")
    void replace() {
        Tool first = tool(owner, "t");
        Registration old = registrations.add(first);
        Tool second = new Tool(owner, "t", first.description(), first.inputSchema(), first.check(), first.handler());
        assertThat(second).as("equal, and yet another registration").isEqualTo(first);
        registrations.add(second);
        registrations.add(provider(owner, "t", "1.0.0"));
        old.close();
        assertThat(registrations.all()).hasSize(2);
        assertThat(registrations.all().get(0)).isSameAs(second);
    }

    @Test
    @DisplayName("PORT-8: closing withdraws one registration, once")
    void close() {
        Registration one = registrations.add(tool(owner, "one"));
        registrations.add(tool(owner, "two"));
        goLive();
        one.close();
        long after = live.generation();
        one.close();
        assertThat(live.generation()).isEqualTo(after);
        assertThat(live.current().tools()).extracting(Tool::name).containsExactly("two");
    }

    @Test
    @DisplayName("LIFE-29: staged is invisible, live is visible at once")
    void stagedThenLive() {
        registrations.add(tool(owner, "early"));
        assertThat(live.current().tools()).isEmpty();
        goLive();
        registrations.add(tool(owner, "late"));
        assertThat(live.current().tools()).extracting(Tool::name).containsExactly("early", "late");
    }

    @Test
    @DisplayName(
            "LIFE-98: what is added between the reading for a swap and the swap is not lost, and nothing is counted twice")
    void lateAddition() {
        registrations.add(tool(owner, "early"));
        List<Contribution> read = registrations.all();
        registrations.add(tool(owner, "between"));
        live.swap("swap", set -> set.with(owner.id(), read));
        registrations.goLive(live, read);
        assertThat(live.current().tools()).extracting(Tool::name).containsExactly("between", "early");
        assertThat(live.generation()).isEqualTo(2);
        fresh();
        registrations.add(tool(owner, "only"));
        goLive();
        assertThat(live.generation()).as("nothing was late").isEqualTo(3);
    }

    @Test
    @DisplayName("PORT-53: revoking a port withdraws what came through it, and nothing else")
    void withdraw() {
        registrations.add(tool(owner, "t"));
        registrations.add(provider(owner, "mail", "1.0.0"));
        goLive();
        registrations.withdraw(PortName.MCP);
        assertThat(live.current().tools()).isEmpty();
        assertThat(live.current().providers("mail")).hasSize(1);
        long after = live.generation();
        registrations.withdraw(PortName.MCP);
        assertThat(live.generation()).isEqualTo(after);
    }

    @Test
    @DisplayName("LIFE-106: once closed, nothing of it comes back, and its registrations are inert")
    void closed() {
        Registration held = registrations.add(tool(owner, "t"));
        goLive();
        registrations.close();
        live.swap("archive", set -> set.without(owner.id()));
        long after = live.generation();
        registrations.add(tool(owner, "ghost")).close();
        registrations.add(tool(owner, "ghost"));
        held.close();
        assertThat(registrations.all()).isEmpty();
        assertThat(live.generation()).isEqualTo(after);
        assertThat(live.current().tools()).isEmpty();
    }
}
