/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import dev.berth.host.permission.Authority;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which authority the code of a bundle has, by the framework's numbers. The framework holds it as a service of its own. */
public final class Bindings {
    private final Map<Long, Authority> byNumber = new ConcurrentHashMap<>();

    /** Binds a bundle before a class of it is loaded. */
    public void bind(long number, Authority authority) {
        byNumber.put(number, authority);
    }

    /** Forgets a bundle that is gone. What is linked keeps its authority, which refuses by then. */
    public void unbind(long number) {
        byNumber.remove(number);
    }

    /** Forgets all. */
    public void clear() {
        byNumber.clear();
    }

    /** Finds the authority of a bundle. */
    public Optional<Authority> of(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }
}
