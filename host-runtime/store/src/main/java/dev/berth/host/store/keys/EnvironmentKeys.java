/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.keys;

import dev.berth.host.port.secrets.MasterKey;
import dev.berth.host.port.secrets.SecretKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Master keys that the process was started with: the current one, and behind it those of before. */
public final class EnvironmentKeys implements SecretKeys {
    /** The variable's name. */
    public static final String VARIABLE = "BERTH_SECRET_KEY";

    private final List<MasterKey> keys;

    private EnvironmentKeys(List<MasterKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads the keys of an environment; empty if it has none.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code secret-key-unusable}
     */
    public static Optional<SecretKeys> of(Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<MasterKey> keys = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int number = keys.size() + 1;
            keys.add(MasterKey.decode(part.strip()).orElseThrow(() -> KeyProblems.variable(number)));
        }
        return Optional.of(new EnvironmentKeys(keys));
    }

    @Override
    public MasterKey current() {
        return keys.get(0);
    }

    @Override
    public Optional<MasterKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public MasterKey renew() {
        throw KeyProblems.notRenewable(current().id());
    }

    /** The environment is the operator's. */
    @Override
    public void retain(Set<String> used) {}
}
