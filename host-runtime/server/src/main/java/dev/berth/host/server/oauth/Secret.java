/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

/** A secret of the operator's; it prints as nothing. */
record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
