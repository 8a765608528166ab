/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The browsers that showed the token once. Their cookie is a random value of its own, worth nothing after a restart. */
public final class ConsoleSessions {
    /** How long a session lasts without a request. */
    static final Duration IDLE = Duration.ofHours(12);

    private static final int AT_MOST = 64;

    private final String cookie;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> lastUse = new LinkedHashMap<>(AT_MOST, 0.75f, true);

    /** Starts without sessions. Browsers keep one set of cookies for all ports of a name, so the cookie is named after the port. */
    public ConsoleSessions(int port, Clock clock) {
        this.cookie = "berth-" + port;
        this.clock = clock;
    }

    /** Tells whether the request carries the cookie of a session. */
    public synchronized boolean isOpen(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return false;
        }
        Instant now = clock.instant();
        lastUse.values().removeIf(last -> last.plus(IDLE).isBefore(now));
        for (Cookie candidate : cookies) {
            if (candidate.getName().equals(cookie) && lastUse.replace(candidate.getValue(), now) != null) {
                return true;
            }
        }
        return false;
    }

    /** Opens a session and sets its cookie. */
    synchronized void open(HttpServletResponse response) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        lastUse.put(id, clock.instant());
        if (lastUse.size() > AT_MOST) {
            lastUse.remove(lastUse.keySet().iterator().next());
        }
        response.setHeader("Set-Cookie", cookie + "=" + id + "; Path=/; HttpOnly; SameSite=Strict");
    }
}
