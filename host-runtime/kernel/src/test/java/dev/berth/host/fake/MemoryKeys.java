/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.port.secrets.MasterKey;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Master keys that can be lost, and a place for them that can break. */
public final class MemoryKeys implements SecretKeys {
    private final List<MasterKey> keys = new ArrayList<>();
    private boolean broken;

    public void lose() {
        keys.clear();
    }

    public void broken(boolean value) {
        broken = value;
    }

    public List<String> ids() {
        return keys.stream().map(MasterKey::id).toList();
    }

    private List<MasterKey> keys() {
        if (broken) {
            throw new ProblemException(Problem.of(
                    ProblemCode.SECRET_KEY_UNUSABLE, "the keys", "The keys need to be readable; found them broken."));
        }
        return keys;
    }

    @Override
    public synchronized MasterKey current() {
        return keys().isEmpty() ? renew() : keys.get(0);
    }

    @Override
    public synchronized Optional<MasterKey> find(String id) {
        return keys().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public synchronized MasterKey renew() {
        keys().add(0, MasterKey.random());
        return keys.get(0);
    }

    @Override
    public synchronized void retain(Set<String> used) {
        MasterKey current = keys().get(0);
        keys.removeIf(key -> !key.equals(current) && !used.contains(key.id()));
    }
}
