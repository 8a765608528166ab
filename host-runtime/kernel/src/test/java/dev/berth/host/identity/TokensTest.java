/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.identity.Tokens.Issued;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Optional<String> ACME = Optional.of("acme");
    private static final Identity OWNER = Identity.owner("cli");
    private static final Identity ADMIN = new Identity("ada", ACME, Set.of(Role.ADMIN), "rest");

    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();
    private final AuditLog audit = new AuditLog(store.audit(), clock);
    private final Tokens tokens = tokens(Tenancy.SEVERAL);

    private Tokens tokens(Tenancy tenancy) {
        Tokens made = new Tokens(store.tokens(), store.transactor(), audit, tenancy, clock);
        assertThat(made.load()).isEmpty();
        return made;
    }

    private static TokenRequest request(String user, Optional<String> organization, Role... roles) {
        return new TokenRequest(user, organization, Set.of(roles), Optional.empty());
    }

    private Issued member() {
        return tokens.create(request("bob", ACME, Role.MEMBER), OWNER);
    }

    private void refused(ProblemCode code, ThrowingCallable call) {
        String before = store.snapshot();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(code));
        assertThat(store.snapshot()).as("nothing is stored").isEqualTo(before);
    }

    private Optional<Identity> who(Tokens by, String text) {
        return by.verify(text).flatMap(id -> by.identify(id, "rest"));
    }

    @Test
    @DisplayName("A token stands for its user, organisation and roles, also after a restart")
    void issued() {
        Issued issued = member();
        Identity bob = new Identity("bob", ACME, Set.of(Role.MEMBER), "rest");
        assertThat(issued.text())
                .matches("berth_[0-9a-f]{16}_[A-Za-z0-9_-]{43}")
                .startsWith("berth_" + issued.token().id());
        assertThat(who(tokens, issued.text())).contains(bob);
        assertThat(who(tokens(Tenancy.SEVERAL), issued.text())).contains(bob);
    }

    @Test
    @DisplayName("PORT-74, LIFE-145: the text of a token is nowhere but in the answer; its hash alone is stored")
    void shownOnce() {
        Issued issued = member();
        String secret = issued.text().substring("berth_".length() + 17);
        assertThat(store.snapshot()).contains(issued.token().hash()).doesNotContain(secret);
        assertThat(issued.token().hash()).matches("[0-9a-f]{64}");
        assertThat(issued.toString()
                        + issued.token()
                        + TokenText.parse(issued.text()).orElseThrow())
                .doesNotContain(secret);
        tokens.revoke(issued.token().id(), OWNER);
        List<AuditEntry> entries = audit.read(0, 10);
        assertThat(entries).extracting(AuditEntry::event).containsExactly("TokenCreated", "TokenRevoked");
        assertThat(entries)
                .extracting(AuditEntry::subject)
                .containsOnly(issued.token().id());
        assertThat(entries).extracting(AuditEntry::actor).containsOnly("owner");
        assertThat(entries.toString())
                .doesNotContain(secret)
                .doesNotContain(issued.token().hash());
        assertThat(audit.firstBroken()).isEmpty();
    }

    @Test
    @DisplayName("256 bits are random: no two tokens are alike")
    void random() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            texts.add(member().text());
        }
        assertThat(texts).hasSize(200);
    }

    @Test
    @DisplayName("A token is worth nothing from its expiry on, and from its revocation on")
    void ends() {
        Instant end = clock.instant().plus(Duration.ofDays(1));
        Issued short1 = tokens.create(new TokenRequest("bob", ACME, Set.of(Role.MEMBER), Optional.of(end)), OWNER);
        clock.move(Duration.ofDays(1).minusMillis(1));
        assertThat(who(tokens, short1.text())).isPresent();
        clock.move(Duration.ofMillis(1));
        assertThat(who(tokens, short1.text())).isEmpty();
        assertThat(tokens.identify(short1.token().id(), "console")).isEmpty();
        assertThat(tokens.list(OWNER)).as("it is still listed").hasSize(1);

        Issued other = member();
        tokens.revoke(other.token().id(), OWNER);
        assertThat(who(tokens, other.text())).isEmpty();
        assertThat(tokens.identify(other.token().id(), "console")).isEmpty();
        assertThat(who(tokens(Tenancy.SEVERAL), other.text())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "berth_",
                "berth_0000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\u0000",
                "\uD800",
                "null"
            })
    @DisplayName("What is no token of this host is nobody, whatever it looks like")
    void malformed(String text) {
        Issued issued = member();
        String valid = issued.text();
        String id = issued.token().id();
        for (String candidate : List.of(
                text,
                valid + text + "x",
                valid.substring(1),
                valid.toUpperCase(java.util.Locale.ROOT),
                "berth_" + id + "_" + "A".repeat(43),
                valid.replace("berth_" + id, "berth_" + id.replace(id.charAt(0), id.charAt(0) == '0' ? '1' : '0')),
                id,
                issued.token().hash(),
                "berth_" + "a".repeat(1_000_000))) {
            assertThat(who(tokens, candidate)).as("%s", candidate.length()).isEmpty();
        }
        assertThat(who(tokens, valid)).isPresent();
    }

    @Test
    @DisplayName("Another host's token, and a token of an organisation on a host of one, is nobody")
    void elsewhere() {
        MemoryStore foreign = new MemoryStore();
        Tokens other = new Tokens(foreign.tokens(), foreign.transactor(), audit, Tenancy.SEVERAL, clock);
        String text = other.create(request("bob", ACME, Role.MEMBER), OWNER).text();
        assertThat(who(tokens, text)).isEmpty();

        String bound = member().text();
        String free = tokens.create(request("bob", Optional.empty(), Role.MEMBER), OWNER)
                .text();
        Tokens single = tokens(Tenancy.SINGLE);
        assertThat(who(single, bound)).isEmpty();
        assertThat(who(single, free)).isPresent();
    }

    @Test
    @DisplayName("PORT-34: nobody gives a token for another organisation, or one that may more than they do")
    void notMoreThanTheGiver() {
        assertThat(tokens.create(request("bob", Optional.empty(), Role.ADMIN), ADMIN)
                        .token()
                        .organization())
                .as("an administrator of an organisation gives tokens for it")
                .isEqualTo(ACME);
        for (Role more : List.of(Role.OWNER, Role.OPERATOR)) {
            refused(ProblemCode.ROLE_REQUIRED, () -> tokens.create(request("bob", ACME, Role.MEMBER, more), ADMIN));
        }
        refused(
                ProblemCode.ROLE_REQUIRED,
                () -> tokens.create(request("bob", Optional.of("other"), Role.MEMBER), ADMIN));
        Identity member = new Identity("bob", ACME, Set.of(Role.MEMBER), "rest");
        refused(ProblemCode.ROLE_REQUIRED, () -> tokens.create(request("bob", ACME, Role.MEMBER), member));
        Identity operator = new Identity("olga", Optional.empty(), Set.of(Role.OPERATOR), "rest");
        refused(ProblemCode.ROLE_REQUIRED, () -> tokens.create(request("bob", ACME, Role.MEMBER), operator));
    }

    @Test
    @DisplayName("LIFE-134: a token of another organisation looks like one that does not exist")
    void seen() {
        Issued other = tokens.create(request("eve", Optional.of("other"), Role.MEMBER), OWNER);
        Issued ours = member();
        Issued platform = tokens.create(request("max", Optional.empty(), Role.ADMIN), OWNER);
        assertThat(tokens.list(OWNER)).hasSize(3);
        assertThat(tokens.list(ADMIN))
                .extracting(Token::id)
                .containsExactly(ours.token().id());
        assertThat(tokens.list(new Identity("bob", ACME, Set.of(Role.MEMBER), "rest")))
                .isEmpty();
        for (String id : List.of(other.token().id(), platform.token().id(), "", "x".repeat(10_000), "\u0000")) {
            refused(ProblemCode.TOKEN_UNKNOWN, () -> tokens.revoke(id, ADMIN));
        }
        Issued owners = tokens.create(request("olli", ACME, Role.OWNER), OWNER);
        refused(ProblemCode.ROLE_REQUIRED, () -> tokens.revoke(owners.token().id(), ADMIN));
        tokens.revoke(ours.token().id(), ADMIN);
        assertThat(tokens.list(ADMIN))
                .extracting(Token::id)
                .containsExactly(owners.token().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "owner", "system:policy", "a\u0000b", "a\nb", "\uD800", "-a", "<script>"})
    @DisplayName("LIFE-146: a user's name that is none, or the host's own, is refused, and nothing is stored")
    void badUsers(String user) {
        refused(ProblemCode.USAGE_INVALID, () -> tokens.create(request(user, ACME, Role.MEMBER), OWNER));
    }

    @Test
    @DisplayName("A token without a role, too long a name, an expiry that is past or too far: refused, nothing stored")
    void badRequests() {
        refused(ProblemCode.USAGE_INVALID, () -> tokens.create(request("bob", ACME), OWNER));
        refused(ProblemCode.USAGE_INVALID, () -> tokens.create(request("b".repeat(129), ACME, Role.MEMBER), OWNER));
        for (Duration life : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(4000))) {
            Optional<Instant> end = Optional.of(clock.instant().plus(life));
            refused(
                    ProblemCode.USAGE_INVALID,
                    () -> tokens.create(new TokenRequest("bob", ACME, Set.of(Role.MEMBER), end), OWNER));
        }
        refused(
                ProblemCode.USAGE_INVALID,
                () -> tokens(Tenancy.SINGLE).create(request("bob", ACME, Role.MEMBER), OWNER));
        assertThat(tokens.list(OWNER)).isEmpty();
    }

    @Test
    @DisplayName("The last use is kept to the minute, and a use that cannot be kept is a use all the same")
    void lastUse() {
        Issued issued = member();
        assertThat(who(tokens, issued.text())).isPresent();
        Instant first = clock.instant();
        clock.move(Duration.ofSeconds(59));
        assertThat(who(tokens, issued.text())).isPresent();
        assertThat(tokens.list(OWNER).get(0).lastUsed()).contains(first);
        clock.move(Duration.ofSeconds(1));
        store.failCommit(0, MemoryStore.diskFull());
        assertThat(who(tokens, issued.text())).isPresent();
        assertThat(tokens.list(OWNER).get(0).lastUsed()).contains(clock.instant());
        assertThat(tokens(Tenancy.SEVERAL).list(OWNER).get(0).lastUsed()).contains(first);
    }

    @Test
    @DisplayName("A token that cannot be kept is not given, and a revocation that cannot be kept is none")
    void failedCommit() {
        refused(ProblemCode.DISK_FULL, () -> {
            store.failCommit(0, MemoryStore.diskFull());
            member();
        });
        assertThat(tokens.list(OWNER)).isEmpty();
        Issued issued = member();
        refused(ProblemCode.DISK_FULL, () -> {
            store.failCommit(0, MemoryStore.diskFull());
            tokens.revoke(issued.token().id(), OWNER);
        });
        assertThat(who(tokens, issued.text())).isPresent();
    }

    @Test
    @DisplayName("After a revocation has returned no use of the token begins, and no late note of a use revives it")
    void revokedAtOnce() throws Exception {
        Issued issued = member();
        AtomicBoolean returned = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        CountDownLatch warm = new CountDownLatch(8);
        List<Thread> callers = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform().daemon().start(() -> {
                    while (!stop.get()) {
                        boolean afterwards = returned.get();
                        clock.move(Duration.ofMinutes(1));
                        if (who(tokens, issued.text()).isPresent()) {
                            late.addAndGet(afterwards ? 1 : 0);
                            warm.countDown();
                        }
                    }
                }))
                .toList();
        warm.await();
        tokens.revoke(issued.token().id(), OWNER);
        returned.set(true);
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(late).hasValue(0);
        assertThat(tokens(Tenancy.SEVERAL).list(OWNER)).isEmpty();
    }
}
