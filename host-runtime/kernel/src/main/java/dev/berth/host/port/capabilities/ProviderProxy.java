/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.capabilities;

import dev.berth.host.live.CallAborts;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.LiveSet;
import dev.berth.host.live.LiveView;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.boundary.Boundary;
import dev.berth.manifest.port.CapabilityInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A provider as a consumer holds it (PORT-119): each call looks the provider up in the live set, passes its gate, and so follows
 * a hot update. While the live set stays the same the look-up is one comparison of references.
 */
public final class ProviderProxy implements InvocationHandler {
    private final String capability;
    private final String label;
    private final Class<?> contract;
    private final LiveView view;
    private final BiFunction<LiveSet, String, Optional<Provider>> choice;
    private final Supplier<Optional<String>> organization;
    private final @Nullable Entry entry;

    /** Held weakly: an idle proxy must not keep the revision that it called last (ENG-40). */
    private @Nullable WeakReference<Resolved> resolved;

    /** How a call that comes from no extension begins: for whom it runs is said here (PORT-60). */
    private record Entry(CallScope scope, Caller caller) {}

    /** What the live set said; one object, so that a race between two threads reads a matching pair. */
    private record Resolved(LiveSet set, Optional<Provider> provider) {}

    private ProviderProxy(
            String capability,
            String label,
            Class<?> contract,
            LiveView view,
            BiFunction<LiveSet, String, Optional<Provider>> choice,
            Supplier<Optional<String>> organization,
            @Nullable Entry entry) {
        this.capability = capability;
        this.label = label;
        this.contract = contract;
        this.view = view;
        this.choice = choice;
        this.organization = organization;
        this.entry = entry;
    }

    /** Follows the provider that one extension contributes. */
    static <T> T of(String capability, ExtensionId owner, Class<T> contract, LiveView view, CallScope scope) {
        return make(
                capability,
                owner.value(),
                contract,
                view,
                (set, id) -> set.provider(id, owner),
                () -> scope.caller().organizationId(),
                null);
    }

    /** Follows whichever provider is best at each call; for a program outside, whose calls run for this caller. */
    public static <T> T best(String capability, Class<T> contract, LiveView view, CallScope scope, Caller caller) {
        return make(
                capability,
                "a provider",
                contract,
                view,
                (set, id) -> set.providers(id).stream()
                        .filter(provider -> contract.isInstance(provider.impl()))
                        .findFirst(),
                caller::organizationId,
                new Entry(scope, caller));
    }

    private static <T> T make(
            String capability,
            String label,
            Class<T> contract,
            LiveView view,
            BiFunction<LiveSet, String, Optional<Provider>> choice,
            Supplier<Optional<String>> organization,
            @Nullable Entry entry) {
        // Anybody may ask a proxy for its handler.
        InvocationHandler handler = Boundary.of(
                InvocationHandler.class,
                new ProviderProxy(capability, label, contract, view, choice, organization, entry));
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return probe(proxy, method, arguments);
        }
        long start = 0;
        while (true) {
            Provider provider = provider()
                    .filter(found -> found.owner().sight().allows(PortName.CAPABILITIES, organization))
                    .orElseThrow(this::gone);
            CallGate gate = provider.owner().gate();
            int ticket = gate.enter();
            if (ticket == CallGate.CLOSED) {
                start = start == 0 ? System.nanoTime() : start;
                if (System.nanoTime() - start > gate.hold().toNanos()) {
                    throw new ProblemException(CallAborts.late(provider));
                }
                LockSupport.parkNanos(50_000);
                continue;
            }
            try {
                return entry == null
                        ? method.invoke(provider.impl(), arguments)
                        : entry.scope()
                                .within(entry.caller(), 0, false, () -> method.invoke(provider.impl(), arguments));
            } catch (InvocationTargetException e) {
                Throwable thrown = Objects.requireNonNull(e.getCause());
                if (gate.isAborted()) {
                    throw aborted(provider);
                } else if (isItsOwn(thrown)) {
                    provider.owner().onFailure().run();
                }
                throw thrown;
            } finally {
                gate.exit(ticket);
            }
        }
    }

    /** Tells whether the provider failed: not by what its contract declares, nor by what it was given or told. */
    private static boolean isItsOwn(Throwable thrown) {
        return (thrown instanceof RuntimeException || thrown instanceof Error)
                && !(thrown instanceof IllegalArgumentException || thrown instanceof ProblemException);
    }

    @SuppressWarnings("ReferenceEquality") // a live set is the same one or another; its content is never compared
    private Optional<Provider> provider() {
        LiveSet set = view.get();
        WeakReference<Resolved> held = resolved;
        Resolved known = held == null ? null : held.get();
        if (known == null || known.set() != set) {
            known = new Resolved(set, choice.apply(set, capability).filter(found -> contract.isInstance(found.impl())));
            resolved = new WeakReference<>(known);
        }
        return known.provider();
    }

    @SuppressWarnings("ReferenceEquality") // equality of a proxy is identity (PORT-15)
    private Object probe(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> contract.getSimpleName() + "[" + capability + " of " + label + "]";
        };
    }

    /** Its revision had to go while it was inside: whatever it failed with, such as a class that is no more, is no answer. */
    private static ProblemException aborted(Provider provider) {
        return new ProblemException(
                CallAborts.busy(provider.owner(), provider.slot().toString()));
    }

    private HandleClosedException gone() {
        return new HandleClosedException(CapabilityInput.gone(capability, label));
    }
}
