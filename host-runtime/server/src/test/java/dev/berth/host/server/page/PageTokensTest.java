/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.live.Caller;
import dev.berth.host.server.page.PageTokens.Page;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PageTokensTest {
    private static final Page PAGE = new Page(ExtensionId.of("@acme/a-connector"), 1);
    private static final Caller ADA = Caller.user("ada", "org");

    private Instant now = Instant.parse("2026-01-02T12:00:00Z");
    private final PageTokens tokens = new PageTokens(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    @DisplayName("PORT-102: a token is bound to actor, extension and page, and ends")
    void bound() {
        String token = tokens.open(PAGE, ADA);
        assertThat(token).hasSize(43).isNotEqualTo(tokens.open(PAGE, ADA));
        assertThat(tokens.holder(token, PAGE)).contains(ADA);
        assertThat(tokens.holder(token, new Page(PAGE.extension(), 2))).isEmpty();
        assertThat(tokens.holder(token, new Page(ExtensionId.of("@acme/b-connector"), 1)))
                .isEmpty();
        assertThat(tokens.holder("", PAGE)).isEmpty();
        now = now.plus(PageTokens.LIFE).minusNanos(1);
        assertThat(tokens.isOpen(PAGE)).isTrue();
        now = now.plus(Duration.ofNanos(1));
        assertThat(tokens.holder(token, PAGE)).isEmpty();
        assertThat(tokens.isOpen(PAGE)).isFalse();
    }

    @Test
    @DisplayName("PORT-102: of too many tokens the oldest ends")
    void bounded() {
        String first = tokens.open(PAGE, ADA);
        String second = tokens.open(PAGE, ADA);
        for (int i = 0; i < 255; i++) {
            tokens.open(PAGE, ADA);
        }
        assertThat(tokens.holder(first, PAGE)).isEmpty();
        assertThat(tokens.holder(second, PAGE)).contains(ADA);
    }
}
