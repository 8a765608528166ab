/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import static dev.berth.host.live.LiveFixture.owner;
import static dev.berth.host.live.LiveFixture.provider;
import static dev.berth.host.live.LiveFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.MovableClock;
import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveSetTest {
    private final Owner a = owner("a-connector");
    private final Owner b = owner("b-connector");
    private final Owner c = owner("c-connector");
    private final LiveRegistry registry = new LiveRegistry(new MovableClock());

    @Test
    @DisplayName("PORT-117: higher version first, then id; prereleases below their release")
    void order() {
        LiveSet set = LiveSet.EMPTY
                .with(c.id(), List.of(provider(c, "mail", "1.2.0")))
                .with(a.id(), List.of(provider(a, "mail", "1.0.0")))
                .with(b.id(), List.of(provider(b, "mail", "1.2.0")));
        assertThat(set.providers("mail")).extracting(Provider::owner).containsExactly(b, c, a);
        Owner d = owner("d-connector");
        assertThat(set.with(d.id(), List.of(provider(d, "mail", "1.2.0-rc.1"))).providers("mail"))
                .extracting(Provider::owner)
                .containsExactly(b, c, d, a);
        assertThat(set.providers("fax")).as("PORT-116").isEmpty();
        assertThat(set.provider("mail", c.id())).isPresent();
        assertThat(set.provider("mail", owner("z-connector").id())).isEmpty();
    }

    @Test
    @DisplayName("LIFE-105: one extension is put in, replaced and taken out whole; the others stay as they are")
    void withAndWithout() {
        Tool ofB = tool(b, "b_tool");
        LiveSet both = LiveSet.EMPTY
                .with(a.id(), List.of(tool(a, "a_tool"), provider(a, "mail", "1.0.0")))
                .with(b.id(), List.of(ofB));
        assertThat(both.tools()).extracting(Tool::name).containsExactly("a_tool", "b_tool");
        LiveSet replaced = both.with(a.id(), List.of(tool(a, "other")));
        assertThat(replaced.tools()).extracting(Tool::name).containsExactly("b_tool", "other");
        assertThat(replaced.providers("mail")).isEmpty();
        assertThat(both.without(a.id()).of(b.id())).containsExactly(ofB);
        assertThat(both.without(a.id()).of(a.id())).isEmpty();
        assertThat(both.tools()).as("the old set is unchanged").hasSize(2);
    }

    @Test
    @DisplayName(
            "PORT-84, PORT-117: a set that was looked into at each step finds what one finds that is looked into at the end")
    void asked() {
        Random random = new Random(7);
        List<Owner> owners = List.of(a, b, c);
        LiveSet asked = LiveSet.EMPTY;
        LiveSet silent = LiveSet.EMPTY.with(a.id(), List.of(tool(a, "t"))).without(a.id());
        for (int step = 0; step < 300; step++) {
            Owner owner = owners.get(random.nextInt(owners.size()));
            List<Contribution> contributions = random.nextInt(3) == 0
                    ? List.of()
                    : List.of(
                            tool(owner, "tool" + random.nextInt(4)),
                            provider(owner, "mail", "1." + random.nextInt(3) + ".0"));
            asked = asked.with(owner.id(), contributions);
            silent = silent.with(owner.id(), contributions);
            LiveSet found = silent.seenAnew();
            assertThat(asked.tools()).containsExactlyElementsOf(found.tools());
            assertThat(asked.providers("mail")).containsExactlyElementsOf(found.providers("mail"));
        }
    }

    @Test
    @DisplayName("LIFE-107: taking out what is not there is the same set, and no generation")
    void noEffect() {
        ExtensionId absent = owner("z-connector").id();
        LiveSet set = LiveSet.EMPTY.with(a.id(), List.of(tool(a, "t")));
        assertThat(set.without(absent)).isSameAs(set);
        assertThat(set.with(absent, List.of())).isSameAs(set);
        assertThat(set.with(a.id(), List.of()).of(a.id())).isEmpty();
        List<Long> heard = new ArrayList<>();
        registry.addListener(heard::add);
        assertThat(registry.swap("install a", live -> live.with(a.id(), List.of(tool(a, "t")))))
                .isEqualTo(1);
        assertThat(registry.swap("archive z", live -> live.without(absent))).isEqualTo(1);
        assertThat(registry.swap("archive a", live -> live.without(a.id()))).isEqualTo(2);
        assertThat(registry.swap("archive a", live -> live.without(a.id()))).isEqualTo(2);
        assertThat(heard).containsExactly(1L, 2L);
        assertThat(registry.history()).extracting(Generation::reason).containsExactly("archive a", "install a");
    }

    @Test
    @DisplayName("LIFE-107: the last 100 changes are kept, newest first")
    void history() {
        for (int i = 0; i < 130; i++) {
            String name = "t" + i;
            registry.swap("change " + i, live -> live.with(a.id(), List.of(tool(a, name))));
        }
        assertThat(registry.generation()).isEqualTo(130);
        assertThat(registry.history()).hasSize(100);
        assertThat(registry.history().get(0).reason()).isEqualTo("change 129");
        assertThat(registry.history().get(99).number()).isEqualTo(31);
    }

    @Test
    @DisplayName("PORT-84: where two got the same tool name in one instant, the first holder keeps it")
    void firstHolderKeepsAName() {
        for (int i = 0; i < 20; i++) {
            Owner first = owner("x" + i + "-connector");
            LiveSet set = LiveSet.EMPTY
                    .with(first.id(), List.of(tool(first, "search")))
                    .with(a.id(), List.of(tool(a, "search")))
                    .with(first.id(), List.of(tool(first, "search"), tool(first, "more")));
            assertThat(set.tool("search").orElseThrow().owner()).isEqualTo(first);
            assertThat(set.without(first.id()).tool("search").orElseThrow().owner())
                    .isEqualTo(a);
        }
    }

    @Test
    @DisplayName("LIFE-96: a view shows what is staged, then what is live, then what it was part of")
    void views() {
        LiveView.Staging staging = new LiveView.Staging(registry.current());
        LiveView view = LiveView.staged(staging);
        LiveView peer = LiveView.staged(staging);
        staging.change(set -> set.with(a.id(), List.of(tool(a, "staged"))));
        assertThat(view.get().tool("staged")).isPresent();
        assertThat(peer.get()).isSameAs(view.get());
        assertThat(registry.current().tool("staged")).isEmpty();
        registry.swap("swap", live -> live.with(b.id(), List.of(tool(b, "live"))));
        assertThat(view.get().tool("live")).isEmpty();
        view.goLive(registry);
        assertThat(view.get()).isSameAs(registry.current());
        LiveSet old = registry.current();
        view.freeze(old);
        registry.swap("swap", live -> live.without(b.id()));
        assertThat(view.get()).isSameAs(old);
        assertThat(LiveView.live(registry).get().tools()).isEmpty();
    }
}
