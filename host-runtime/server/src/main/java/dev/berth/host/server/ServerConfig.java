/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import java.nio.file.Path;

/**
 * Where and for whom a host is served.
 *
 * @param address the address to bind, a loopback one unless other machines are meant to reach the host
 * @param port the port; 0 takes a free one
 * @param token what the owner presents, at least 16 characters; never logged
 * @param uploads a folder of the server's own for packages that were sent
 * @param onShutdown runs when the owner asks for a stop; it closes server and host
 */
public record ServerConfig(String address, int port, String token, Path uploads, Runnable onShutdown) {
    /** The address of this machine that no other can reach. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int TOKEN_LENGTH = 16;

    /** Refuses a token that could be guessed. */
    public ServerConfig {
        if (token.length() < TOKEN_LENGTH) {
            throw new IllegalArgumentException("The owner's token needs " + TOKEN_LENGTH + " characters or more");
        }
    }

    /** Returns all but the token. */
    @Override
    public String toString() {
        return "ServerConfig[" + address + ":" + port + ", uploads " + uploads + "]";
    }
}
