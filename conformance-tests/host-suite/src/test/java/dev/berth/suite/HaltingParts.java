/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.HostAssembly;
import dev.berth.host.HostConfig;
import dev.berth.host.activation.BundleEngine;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.ExtensionStore;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.GrantStore;
import dev.berth.host.identity.TokenStore;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.kind.NativeStore;
import dev.berth.host.launcher.Assembly;
import dev.berth.host.namespace.NamespaceStore;
import dev.berth.host.permission.PermissionStore;
import dev.berth.host.port.PortBackends;
import dev.berth.host.port.secrets.SecretKeys;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The real parts of a host, which are interrupted before or after the n-th thing they are asked to do: a kill or a fault at every
 * point at which something could be half done, without a line of test code in the host.
 */
final class HaltingParts implements HostAssembly {
    private static final Set<String> HARMLESS = Set.of(
            "load",
            "read",
            "get",
            "last",
            "seen",
            "totals",
            "find",
            "list",
            "page",
            "mark",
            "keyIds",
            "newest",
            "history",
            "usage",
            "path",
            "isIntact",
            "digests",
            "open",
            "afterwards",
            "waiting",
            "serve",
            "hold",
            "stop",
            "toString",
            "hashCode",
            "equals");

    private final Interruption interruption;
    private final AtomicInteger steps = new AtomicInteger();
    private volatile int haltAt = Integer.MAX_VALUE;
    private volatile boolean lost;
    private @Nullable Parts real;

    HaltingParts(Interruption interruption) {
        this.interruption = interruption;
    }

    /** Counts from here; an even step is just before something, an odd one just after it. */
    void haltAt(int step) {
        steps.set(0);
        haltAt = step;
    }

    int steps() {
        return steps.get();
    }

    /** Ends what a process would take along that is gone: the database and the engine, and nothing that was not written. */
    void abandon() {
        lost = true;
        Objects.requireNonNull(real).close();
    }

    @Override
    public Parts open(HostConfig config) {
        Parts opened = new Assembly().open(config);
        real = opened;
        return new Parts(
                halting(AuditStore.class, opened.audit()),
                halting(ExtensionStore.class, opened.extensions()),
                halting(NativeStore.class, opened.natives()),
                halting(Transactor.class, opened.transactor()),
                halting(ContentStore.class, opened.contents()),
                halting(GrantStore.class, opened.grants()),
                halting(PermissionStore.class, opened.permissions()),
                halting(TokenStore.class, opened.tokens()),
                halting(NamespaceStore.class, opened.namespaces()),
                halting(opened.backends()),
                halting(SecretKeys.class, opened.secretKeys()),
                halting(JournalStore.class, opened.journal()),
                opened.marks(),
                opened.verifier(),
                halting(BundleEngine.class, opened.engine()),
                opened.database(),
                opened.release());
    }

    private PortBackends halting(PortBackends real) {
        try {
            RecordComponent[] components = PortBackends.class.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] stores = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                stores[i] = haltingStore(types[i], components[i].getAccessor().invoke(real));
            }
            return PortBackends.class.getDeclaredConstructor(types).newInstance(stores);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T haltingStore(Class<T> type, Object real) {
        return halting(type, type.cast(real));
    }

    private <T> T halting(Class<T> type, T real) {
        boolean engine = type == BundleEngine.class;
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean counts = engine || !HARMLESS.contains(method.getName());
                    if (lost && method.getDeclaringClass() != Object.class) {
                        throw new Interruption.Lost();
                    }
                    step(counts);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        step(counts);
                    }
                });
        return type.cast(proxy);
    }

    private void step(boolean counts) {
        if (counts && steps.getAndIncrement() == haltAt) {
            lost = interruption == Interruption.POWER_LOSS;
            interruption.happen();
        }
    }
}
