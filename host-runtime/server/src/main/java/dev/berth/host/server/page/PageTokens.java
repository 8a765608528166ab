/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.page;

import dev.berth.host.live.Caller;
import dev.berth.sdk.value.ExtensionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What pages show to call their actions: good for one page of one extension, for who opened it, and for twelve hours at most. */
public final class PageTokens {
    static final Duration LIFE = Duration.ofHours(12);

    private static final int AT_MOST = 256;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Opened> opened = new LinkedHashMap<>();

    /** Knows no token. */
    public PageTokens(Clock clock) {
        this.clock = clock;
    }

    /** The page of a revision. */
    public record Page(ExtensionId extension, int revision) {}

    private record Opened(Page page, Caller caller, Instant until) {}

    /** Makes a token; the oldest goes when there are too many. */
    public synchronized String open(Page page, Caller caller) {
        sweep();
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        opened.put(hash(token), new Opened(page, caller, clock.instant().plus(LIFE)));
        if (opened.size() > AT_MOST) {
            opened.remove(opened.keySet().iterator().next());
        }
        return token;
    }

    /** Returns who opened a page with this token. */
    synchronized Optional<Caller> holder(String token, Page page) {
        sweep();
        return Optional.ofNullable(opened.get(hash(token)))
                .filter(one -> one.page().equals(page))
                .map(Opened::caller);
    }

    /** Tells whether anybody has opened a page; nobody else has a reason to see its files. */
    synchronized boolean isOpen(Page page) {
        sweep();
        return opened.values().stream().anyMatch(one -> one.page().equals(page));
    }

    private void sweep() {
        Instant now = clock.instant();
        opened.values().removeIf(one -> !one.until().isAfter(now));
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
