/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import java.util.Optional;
import java.util.Set;

/**
 * Where master keys are kept: a file in the home, the environment, or a key management service of the embedding program. Each
 * method may throw a {@code ProblemException} that says why there is no key to be had.
 */
public interface SecretKeys {
    /** Returns the key for what is written now; a place that makes keys makes the first one here. */
    MasterKey current();

    /** Returns the key of an id, if it is kept. */
    Optional<MasterKey> find(String id);

    /** Makes another key the current one, and keeps those before it; on the disk when this returns. */
    MasterKey renew();

    /** Forgets all keys but the current one and those of these ids. */
    void retain(Set<String> used);
}
