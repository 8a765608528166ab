/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.live.Caller;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.Notification.Level;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.TenantMissingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationsHandleTest {
    private static final Actor ADMIN = actor("root", "admin");
    private static final Actor MEMBER = actor("eve", "member");

    private final PortFixture port = PortFixture.granted();
    private final Feed feed = port.services.feed();

    @BeforeEach
    void accept() {
        port.accepted();
    }

    private static Actor actor(String user, String role) {
        return new Actor(Optional.of(user), Optional.of("org"), Set.of(role));
    }

    private static Notification titled(String title) {
        return new Notification(Level.INFO, title, Optional.empty());
    }

    private void emit(Notification notification) {
        port.run("org", () -> port.ctx.notifications().emit(notification));
    }

    private void emitAsTheSystem(Notification notification) throws Exception {
        Actor system = new Actor(Optional.of("system:" + PortFixture.NAME), Optional.of("org"), Set.of());
        Caller caller = new Caller(Optional.of(system), Optional.of("org"), Optional.empty());
        port.scope.within(caller, 0, false, () -> {
            port.ctx.notifications().emit(notification);
            return true;
        });
    }

    private List<String> titles(Actor reader, long after) {
        return feed.read("org", reader, after, 100).stream().map(Notice::title).toList();
    }

    @Test
    @DisplayName("PORT-98: it is for the person whose call it is, and for nobody else")
    void forTheActor() {
        emit(new Notification(Level.WARN, "done", Optional.of("line one\nline two")));
        Notice notice = feed.read("org", actor("u1", "member"), 0, 10).getFirst();
        assertThat(notice)
                .isEqualTo(new Notice(
                        1,
                        port.clock.instant(),
                        port.id,
                        "org",
                        "user:u1",
                        Level.WARN,
                        "done",
                        Optional.of("line one\nline two")));
        assertThat(titles(ADMIN, 0)).isEmpty();
        assertThat(feed.read("other", actor("u1", "member"), 0, 10)).isEmpty();
    }

    @Test
    @DisplayName("PORT-98: without a person it is for the administrators, or for all members where the host says so")
    void forAdministrators() throws Exception {
        emitAsTheSystem(titled("nightly"));
        assertThat(titles(ADMIN, 0)).containsExactly("nightly");
        assertThat(titles(MEMBER, 0)).isEmpty();
        assertThat(Recipient.MEMBERS.of(Caller.NOBODY)).isIn(Recipient.readBy(MEMBER));
    }

    @Test
    @DisplayName("PORT-69, PORT-S22: what a hook emits appears when it is accepted, and vanishes when it is refused")
    void staged() {
        port.writes.stage();
        emit(titled("from a hook"));
        assertThat(feed.last()).isZero();
        port.writes.drop();
        port.accepted();
        assertThat(feed.last()).isZero();
        port.writes.stage();
        emit(titled("from another"));
        port.accepted();
        assertThat(titles(actor("u1", "member"), 0)).containsExactly("from another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "two\nlines",
                "nul\u0000",
                "bell\u0007",
                "half \ud83d",
                "turned \u202e",
                "delete\u007f"
            })
    @DisplayName("PORT-98: a title is one line of text and not blank")
    void badTitles(String title) {
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> emit(titled(title)));
        assertThat(feed.last()).isZero();
    }

    @Test
    @DisplayName("PORT-98, PORT-68: titles of at most 200 characters, bodies of less than 4 KB")
    void sizes() {
        emit(titled("\ud83d\ude80".repeat(200)));
        emit(new Notification(Level.ERROR, "t", Optional.of("ä".repeat(2047) + "x")));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> emit(titled("x".repeat(201))))
                .withMessageContaining("at most 200 characters");
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> emit(new Notification(Level.ERROR, "t", Optional.of("ä".repeat(2048)))))
                .withMessageContaining("needs a body of less than 4 KB; found 4096 bytes");
        assertThat(feed.last()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings({"NullAway", "NullOptional"}) // what an extension may pass all the same
    @DisplayName("PORT-5: nothing of it may be null")
    void nulls() {
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> emit(null));
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> emit(titled(null)));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> emit(new Notification(null, "t", Optional.empty())));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> emit(new Notification(Level.INFO, "t", null)));
    }

    @Test
    @DisplayName("PORT-61: outside of any call of an organisation it is refused")
    void noTenant() {
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> port.ctx.notifications().emit(titled("t")));
    }

    @Test
    @DisplayName("PORT-98: whoever listens is told of the next one, until it stops")
    void listening() {
        List<String> heard = new ArrayList<>();
        Runnable stop = feed.listen(() -> heard.add("more"));
        emit(titled("now"));
        stop.run();
        emit(titled("later"));
        assertThat(heard).containsExactly("more");
    }

    @Test
    @DisplayName("PORT-98: what was read is remembered, and never goes back")
    void seen() {
        Actor reader = actor("u1", "member");
        feed.see("org", reader, 1);
        feed.see("org", reader, 0);
        assertThat(feed.seen("org", reader)).isEqualTo(1);
    }
}
