/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps throwables of the host's own classes from extensions; those of the SDK, the JDK and of extensions pass. */
final class Thrown {
    private static final Logger LOG = LoggerFactory.getLogger(Thrown.class);
    private static final String SDK = "dev.berth.sdk.";

    /** Returns what may be seen instead of a throwable: itself, or a problem that says where the log has it. */
    Throwable cleaned(Throwable thrown) {
        if (!leads(thrown, Collections.newSetFromMap(new IdentityHashMap<>()))) {
            return thrown;
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("A port failed in the host, reference {}", reference, thrown);
        return new PortException(Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        "port",
                        "The host failed while an extension called a port of it; it goes on running.")
                .fact("reference", reference)
                .operator("look for " + reference + " in the host's log, and report it"));
    }

    private static boolean leads(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        boolean found = isOwn(thrown.getClass()) || leads(thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            found |= leads(suppressed, seen);
        }
        return found;
    }

    private static boolean isOwn(Class<?> type) {
        return Boundary.isHosts(type) && !type.getName().startsWith(SDK);
    }
}
