/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.SemVer;
import dev.berth.manifest.port.CapabilityInput;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.CapabilitiesPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.SdkAbi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Providers of this extension and of those that the test seeds (PORT-110 to PORT-121). */
final class MemoryCapabilities implements CapabilitiesPort {
    private static final Comparator<Contribution> BEST_FIRST = Comparator.comparing(
                    (Contribution held) -> SemVer.parse(held.version()).orElse(SemVer.ZERO))
            .reversed()
            .thenComparing(Contribution::owner);

    private final MemoryHost host;
    private final CapabilityInput input;

    MemoryCapabilities(MemoryHost host) {
        this.host = host;
        this.input = new CapabilityInput(host.problems);
    }

    @Override
    public Registration registerProvider(String capability, Object impl) {
        String id = input.provided(capability);
        Object provider = input.provider(id, impl, MemoryCapabilities::isOfTheSdk);
        String version = input.version(id, host.setup.provides(), host::warn).toString();
        return host.register(Channel.PROVIDER, id, version, provider);
    }

    /** In a test there is one loader; what the host would export is told by its package. */
    private static boolean isOfTheSdk(Class<?> type) {
        String name = type.getPackageName();
        return name.equals(ExtensionContext.class.getPackageName())
                || name.equals(PortName.class.getPackageName())
                || name.equals(CapabilityProvider.class.getPackageName())
                || name.equals(SdkAbi.class.getPackageName());
    }

    @Override
    public List<CapabilityProvider> resolveProviders(String capability) {
        List<CapabilityProvider> found = new ArrayList<>();
        providers(input.asked(capability)).forEach(held -> found.add(new Handed(held)));
        return List.copyOf(found);
    }

    @Override
    public <T> List<T> resolveProviders(String capability, Class<T> contract) {
        Class<T> type = input.asked(contract);
        return providers(input.asked(capability)).stream()
                .map(held -> as(held, type))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Contribution> providers(String capability) {
        List<Contribution> found = host.met(Channel.PROVIDER).stream()
                .filter(one -> one.key().equals(capability))
                .sorted(BEST_FIRST)
                .toList();
        if (found.isEmpty()) {
            host.unmet(capability);
        }
        return found;
    }

    private <T> Optional<T> as(Contribution held, Class<T> contract) {
        if (!contract.isInstance(held.value())) {
            host.warn(input.mismatch(held.subject(), held.key(), contract));
            return Optional.empty();
        }
        return Optional.of(
                contract.isInterface() ? ProviderProxy.of(host, held, contract) : contract.cast(held.value()));
    }

    /** One provider, as a consumer holds it. */
    private final class Handed implements CapabilityProvider {
        private final Contribution held;

        Handed(Contribution held) {
            this.held = held;
        }

        @Override
        public ExtensionId owner() {
            return held.owner();
        }

        @Override
        public String version() {
            return held.version();
        }

        @Override
        public <T> Optional<T> as(Class<T> contract) {
            host.access.check(PortName.CAPABILITIES, "resolveProviders", held.key());
            return MemoryCapabilities.this.as(held, input.asked(contract));
        }

        @Override
        public String toString() {
            return "CapabilityProvider[" + held.key() + " " + version() + " of " + owner() + "]";
        }
    }
}
