/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.sdk.port.PortName;

/** What all handles share: one revision's access to one port, and probes that touch nothing (PORT-14, PORT-15). */
abstract class PortHandle {
    final PortAccess access;
    final PortName port;

    PortHandle(PortAccess access, PortName port) {
        this.access = access;
        this.port = port;
    }

    final void check(String method, Object argument) {
        access.check(port, method, argument);
    }

    final void check(String method) {
        access.check(port, method, null);
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public final String toString() {
        return access.describe(port);
    }
}
