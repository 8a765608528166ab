/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.capabilities;

import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.boundary.Boundary;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView.Claim;
import dev.berth.manifest.port.CapabilityInput;
import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.CapabilitiesPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The capabilities port (PORT-110 to PORT-121). */
public final class CapabilitiesHandle extends PortHandle implements CapabilitiesPort {
    private final ExtensionManifest manifest;
    private final Registrations registrations;
    private final LiveView view;
    private final Function<String, Optional<Claim>> claims;
    private final Consumer<Problem> warnings;
    private final CapabilityInput rules;

    /**
     * Binds the port to a revision.
     *
     * @param claims finds who claims a capability for its scope
     * @param warnings takes what an operator should know and nobody has to wait for
     */
    public CapabilitiesHandle(Binding binding, Function<String, Optional<Claim>> claims, Consumer<Problem> warnings) {
        super(binding.access(), PortName.CAPABILITIES);
        this.manifest = binding.manifest();
        this.registrations = binding.registrations();
        this.view = binding.view();
        this.claims = claims;
        this.warnings = warnings;
        this.rules = new CapabilityInput(access.problems());
    }

    @Override
    public Registration registerProvider(String capability, Object impl) {
        check("registerProvider", capability);
        String id = rules.provided(capability);
        rules.unclaimed(id, claims.apply(id));
        Object provider = rules.provider(id, impl, Boundary::isHosts);
        return registrations.add(
                new Provider(access.owner(), id, rules.version(id, manifest.provides(), warnings), provider));
    }

    @Override
    public List<CapabilityProvider> resolveProviders(String capability) {
        check("resolveProviders", capability);
        List<CapabilityProvider> found = new ArrayList<>();
        visible(capability).forEach(provider -> found.add(Boundary.of(CapabilityProvider.class, new Handed(provider))));
        return List.copyOf(found);
    }

    @Override
    public <T> List<T> resolveProviders(String capability, Class<T> contract) {
        check("resolveProviders", capability);
        Class<T> type = rules.asked(contract);
        return visible(capability)
                .map(provider -> as(provider, type))
                .flatMap(Optional::stream)
                .toList();
    }

    private Stream<Provider> visible(String capability) {
        Optional<String> organization = access.scope().caller().organizationId();
        return view.get().providers(rules.asked(capability)).stream()
                .filter(provider -> provider.isVisibleIn(organization));
    }

    private <T> Optional<T> as(Provider provider, Class<T> contract) {
        if (!contract.isInstance(provider.impl())) {
            warnings.accept(rules.mismatch(provider.owner().subject(), provider.capability(), contract));
            return Optional.empty();
        }
        return Optional.of(
                contract.isInterface()
                        ? ProviderProxy.of(
                                provider.capability(), provider.owner().id(), contract, view, access.scope())
                        : contract.cast(provider.impl()));
    }

    /** One provider, as a consumer holds it. */
    private final class Handed implements CapabilityProvider {
        private final Provider provider;

        Handed(Provider provider) {
            this.provider = provider;
        }

        @Override
        public ExtensionId owner() {
            return provider.owner().id();
        }

        @Override
        public String version() {
            return provider.version().toString();
        }

        @Override
        public <T> Optional<T> as(Class<T> contract) {
            check("resolveProviders", provider.capability());
            return CapabilitiesHandle.this.as(provider, rules.asked(contract));
        }

        @Override
        public String toString() {
            return "CapabilityProvider[" + provider.capability() + " " + version() + " of " + owner() + "]";
        }
    }
}
