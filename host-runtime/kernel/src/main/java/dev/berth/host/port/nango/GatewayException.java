/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

/** A gateway did not do what it should: it needs one thing and found another. Neither text contains a secret. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String needed;
    private final String found;

    public GatewayException(String needed, String found) {
        super("needs " + needed + "; found " + found);
        this.needed = needed;
        this.found = found;
    }

    public String needed() {
        return needed;
    }

    public String found() {
        return found;
    }
}
