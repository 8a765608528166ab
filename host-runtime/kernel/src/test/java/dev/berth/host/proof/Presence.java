/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.fake.FakeLoader;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Watches from inside of extensions that no call runs in code that was destroyed (I3, I4). */
final class Presence {
    private final Set<FakeLoader> gone = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Queue<String> ghosts = new ConcurrentLinkedQueue<>();

    /** The code whose hook runs on this thread is destroyed. */
    void leave() {
        gone.add(FakeLoader.current());
    }

    /** A call begins in the code on this thread, and ends. */
    String within(String subject, Supplier<String> work) {
        FakeLoader code = FakeLoader.current();
        boolean late = gone.contains(code);
        String result = work.get();
        if (late || gone.contains(code)) {
            ghosts.add(subject + (late ? " was called after it" : " was still busy when it") + " was destroyed");
        }
        return result;
    }

    List<String> ghosts() {
        return List.copyOf(ghosts);
    }
}
