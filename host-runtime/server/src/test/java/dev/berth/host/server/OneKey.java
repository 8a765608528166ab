/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.port.secrets.MasterKey;
import dev.berth.host.port.secrets.SecretKeys;
import java.util.Optional;
import java.util.Set;

/** A key that lives as long as its host; another takes its place and the first is gone. */
final class OneKey implements SecretKeys {
    private volatile MasterKey key = MasterKey.random();

    @Override
    public MasterKey current() {
        return key;
    }

    @Override
    public Optional<MasterKey> find(String id) {
        return Optional.of(key).filter(kept -> kept.id().equals(id));
    }

    @Override
    public MasterKey renew() {
        key = MasterKey.random();
        return key;
    }

    @Override
    public void retain(Set<String> used) {}
}
