/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where this host's own gateway keeps connections and what leads to them. Secrets reach it as hashes or sealed. Joins the
 * transaction on the thread.
 */
public interface ConnectionStore {
    /** What a user may open once: the hash of its token, and what it makes. */
    record Session(String hash, ConnectionOwner owner, String providerConfigKey, Instant expiresAt) {}

    /**
     * A browser on its way.
     *
     * @param hash of the state
     * @param session whose flow it is
     * @param browser the hash of its cookie
     * @param verifier of PKCE, sealed
     */
    record Flow(String hash, String session, String browser, String verifier, Instant expiresAt) {}

    /**
     * A connection with its credentials.
     *
     * @param sealed tokens
     * @param expiresAt of the access token, if the provider said
     */
    record Kept(StoredConnection connection, String sealed, Optional<Instant> expiresAt) {}

    /** Keeps a session, drops those that expired before {@code now}, and the oldest beyond a few of the same kind. */
    void open(Session session, Instant now);

    /** Returns a session, expired or not. */
    Optional<Session> session(String hash);

    /** Keeps a flow, drops those that expired before {@code now}, and the oldest beyond a few of the same session. */
    void begin(Flow flow, Instant now);

    /** Takes a flow out, so that nobody else can; expired or not. */
    Optional<Flow> take(String hash);

    /**
     * Ends a session with a connection, both or neither.
     *
     * @return whether the session was there; if not, nothing is kept
     */
    boolean connect(String session, Kept connection);

    /** Returns the connections of an organisation, oldest first. */
    List<StoredConnection> all(String organization);

    /** Returns one. */
    Optional<Kept> find(String connectionId);

    /** Replaces the tokens of a connection that is still there. */
    void refreshed(String connectionId, String sealed, Optional<Instant> expiresAt);

    /** Says why a connection must be made again. */
    void failed(String connectionId, String failure);

    /** Deletes one with its tokens; a missing one is no error. */
    void delete(String connectionId);
}
