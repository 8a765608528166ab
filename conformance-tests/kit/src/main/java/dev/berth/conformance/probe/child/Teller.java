/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.conformance.probe.child.Event.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** The way to the gate. Knows no nonce, for an extension can reach it by reflection. */
final class Teller {
    private final DataOutputStream out;
    private final Set<Event> calls = new HashSet<>();

    Teller(DataOutputStream out) {
        this.out = out;
    }

    /** Tells it; the same call of a port once. */
    synchronized void tell(Kind kind, String what, String detail) {
        Event event = new Event(kind, what, detail);
        if (kind == Kind.PORT && !calls.add(event)) {
            return;
        }
        try {
            event.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
