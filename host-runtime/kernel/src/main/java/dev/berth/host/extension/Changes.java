/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.util.ArrayList;
import java.util.List;

/** Changes that are kept together or not at all: written in one transaction, and made visible in memory after it. */
public final class Changes {
    private final List<Runnable> writes = new ArrayList<>();
    private final List<Runnable> publications = new ArrayList<>();

    /** Adds a change. */
    public void add(Runnable write, Runnable publish) {
        writes.add(write);
        publish(publish);
    }

    /** Makes something visible for which there is nothing to write. */
    public void publish(Runnable publish) {
        publications.add(publish);
    }

    /** Adds a write with nothing to make visible. */
    public void add(Runnable write) {
        writes.add(write);
    }

    /** Writes all of them, then publishes all of them. A throw of a write leaves everything as it was. */
    public void commit(Transactor transactor) {
        if (!writes.isEmpty()) {
            transactor.run(() -> writes.forEach(Runnable::run));
        }
        publications.forEach(Runnable::run);
    }
}
