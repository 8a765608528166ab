/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

/** A secret of the operator's; it prints as nothing. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
