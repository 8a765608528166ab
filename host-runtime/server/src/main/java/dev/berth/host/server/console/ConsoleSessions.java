/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.console;

import dev.berth.host.identity.Identity;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The browsers that showed the token once. Their cookie is a random value of its own, worth nothing after a restart. */
public final class ConsoleSessions {
    /** How long a session lasts without a request. */
    static final Duration IDLE = Duration.ofHours(12);

    private static final int AT_MOST = 1_000;

    private final String cookie;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>(64, 0.75f, true);

    private record Session(Holder holder, Instant lastUse) {
        boolean isIdle(Instant now) {
            return lastUse.plus(IDLE).isBefore(now);
        }
    }

    /** Starts without sessions. Browsers keep one set of cookies for all ports of a name, so the cookie is named after the port. */
    public ConsoleSessions(int port, Clock clock) {
        this.cookie = "berth-" + port;
        this.clock = clock;
    }

    /** Returns whose session the request carries the cookie of. */
    public Optional<Identity> find(HttpServletRequest request) {
        return holder(request).flatMap(holder -> holder.identity("console"));
    }

    private synchronized Optional<Holder> holder(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.isIdle(now));
        for (Cookie candidate : cookies) {
            Session session = candidate.getName().equals(cookie)
                    ? sessions.computeIfPresent(candidate.getValue(), (id, found) -> new Session(found.holder(), now))
                    : null;
            if (session != null) {
                return Optional.of(session.holder());
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a session of somebody and sets its cookie.
     *
     * @param secure whether the browser came through TLS
     */
    public synchronized void open(Holder holder, HttpServletResponse response, boolean secure) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(id, new Session(holder, clock.instant()));
        if (sessions.size() > AT_MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        response.addHeader("Set-Cookie", cookie(id) + (secure ? "; Secure" : ""));
    }

    /** Ends the session of a request; what it was opened with stays good, unless it was made for this session. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]);
        for (Cookie candidate : cookies) {
            if (candidate.getName().equals(cookie)) {
                Optional.ofNullable(remove(candidate.getValue()))
                        .ifPresent(session -> session.holder().leave());
            }
        }
        response.addHeader("Set-Cookie", cookie("") + "; Max-Age=0");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private synchronized @Nullable Session remove(String id) {
        return sessions.remove(id);
    }

    private String cookie(String id) {
        return cookie + "=" + id + "; Path=/; HttpOnly; SameSite=Strict";
    }
}
