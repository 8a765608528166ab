/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import org.jspecify.annotations.Nullable;

/**
 * What all handles share: one revision's access to one port, and probes that touch nothing (PORT-14,
 * PORT-15).
 */
public abstract class PortHandle {
    protected final PortAccess access;
    protected final PortName port;

    /** What arguments have to be, the same as in the testkit. */
    protected final PortInput arguments;

    protected PortHandle(PortAccess access, PortName port) {
        this.access = access;
        this.port = port;
        this.arguments = new PortInput(access.problems(), port);
    }

    /** Passes, or refuses; the argument is shown, so that it must not be a secret. */
    protected final void check(String method, @Nullable Object argument) {
        access.check(port, method, argument);
    }

    protected final void check(String method) {
        access.check(port, method, null);
    }

    /** Returns whose handle it is. */
    protected final ExtensionId owner() {
        return access.owner().id();
    }

    /** Returns the organisation of the running call; there is no fallback (PORT-61). */
    protected final String organization(String method) {
        return access.organization(port, method);
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
