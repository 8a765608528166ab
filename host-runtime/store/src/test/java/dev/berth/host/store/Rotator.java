/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.audit.By;
import dev.berth.host.extension.Transactor;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.host.port.secrets.SecretVault;
import dev.berth.host.store.keys.KeyFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Another process that changes the master key, and halts before or after the n-th call of what it works with. */
final class Rotator {
    private final AtomicInteger steps = new AtomicInteger();
    private final int haltAt;

    private Rotator(int haltAt) {
        this.haltAt = haltAt;
    }

    public static void main(String[] arguments) {
        Rotator rotator = new Rotator(Integer.parseInt(arguments[1]));
        try (HostStore store = HostStore.open(Path.of(arguments[0]), Optional.empty(), Rows::manifest)) {
            rotator.vault(store).rotate(By.CONFIG);
        }
        System.out.println(rotator.steps.get());
    }

    private SecretVault vault(HostStore store) {
        return new SecretVault(
                halting(SecretStore.class, store.backends().secrets()),
                halting(SecretKeys.class, new KeyFile(store.home().secretKeys())),
                halting(Transactor.class, store.transactor()),
                Rows.log(store.audit()),
                Clock.systemUTC());
    }

    private <T> T halting(Class<T> type, T real) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    step();
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        step();
                    }
                });
        return type.cast(proxy);
    }

    private void step() {
        if (steps.getAndIncrement() == haltAt) {
            Runtime.getRuntime().halt(137);
        }
    }
}
