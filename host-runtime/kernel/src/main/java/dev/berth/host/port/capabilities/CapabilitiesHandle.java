/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.capabilities;

import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortAccess;
import dev.berth.host.port.access.PortHandle;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.SemVer;
import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.CapabilitiesPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The capabilities port (PORT-110 to PORT-121). */
public final class CapabilitiesHandle extends PortHandle implements CapabilitiesPort {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*");
    private static final int MAX_LENGTH = 128;

    private final ExtensionManifest manifest;
    private final Registrations registrations;
    private final LiveView view;
    private final Consumer<Problem> warnings;

    /**
     * Binds the port to a revision.
     *
     * @param warnings takes what an operator should know and nobody has to wait for
     */
    public CapabilitiesHandle(Binding binding, Consumer<Problem> warnings) {
        super(binding.access(), PortName.CAPABILITIES);
        this.manifest = binding.manifest();
        this.registrations = binding.registrations();
        this.view = binding.view();
        this.warnings = warnings;
    }

    @Override
    public Registration registerProvider(String capability, Object impl) {
        check("registerProvider", capability);
        String id = capabilityId("registerProvider", capability);
        if (impl == null) {
            throw access.input(port, "registerProvider(\"" + id + "\")", "an object", "null");
        }
        if (Objects.equals(impl.getClass().getClassLoader(), getClass().getClassLoader())) {
            throw access.input(
                    port,
                    "registerProvider(\"" + id + "\")",
                    "an object of the extension's own class",
                    "one of the host's class " + impl.getClass().getName());
        }
        return registrations.add(new Provider(access.owner(), id, version(id), impl));
    }

    private SemVer version(String capability) {
        return manifest.provides().stream()
                .filter(row -> row.capability().equals(capability))
                .findFirst()
                .map(ExtensionManifest.Provides::version)
                .orElseGet(() -> {
                    warnings.accept(Problem.of(
                                    ProblemCode.CAPABILITY_UNDECLARED,
                                    access.owner().subject(),
                                    access.owner().subject() + " provides the capability \"" + capability
                                            + "\", which its manifest does not declare; it counts as version 0.0.0 and meets no"
                                            + " requirement.")
                            .author("add {\"capability\": \"" + capability
                                    + "\", \"version\": \"1.0.0\"} to \"provides\"."));
                    return SemVer.ZERO;
                });
    }

    @Override
    public List<CapabilityProvider> resolveProviders(String capability) {
        check("resolveProviders", capability);
        List<CapabilityProvider> found = new ArrayList<>();
        visible(capability).forEach(provider -> found.add(new Handed(provider)));
        return List.copyOf(found);
    }

    @Override
    public <T> List<T> resolveProviders(String capability, Class<T> contract) {
        check("resolveProviders", capability);
        Class<T> type = present("resolveProviders(\"" + capability + "\")", "an argument", contract);
        return visible(capability)
                .map(provider -> as(provider, type))
                .flatMap(Optional::stream)
                .toList();
    }

    private Stream<Provider> visible(String capability) {
        Optional<String> organization = access.scope().caller().organizationId();
        return view.get().providers(present("resolveProviders", "an argument", capability)).stream()
                .filter(provider -> provider.isVisibleIn(organization));
    }

    private <T> Optional<T> as(Provider provider, Class<T> contract) {
        if (!contract.isInstance(provider.impl())) {
            warnings.accept(Problem.of(
                            ProblemCode.CAPABILITY_TYPE_MISMATCH,
                            provider.owner().subject(),
                            provider.owner().subject() + " provides \"" + provider.capability()
                                    + "\" with an object that is no "
                                    + contract.getName() + " as "
                                    + access.owner().subject()
                                    + " sees it. It was left out; other providers were used.")
                    .author("import the contract's package from the extension that owns it; do not pack a copy."));
            return Optional.empty();
        }
        return Optional.of(
                contract.isInterface()
                        ? ProviderProxy.of(
                                provider.capability(), provider.owner().id(), contract, view, access.scope())
                        : contract.cast(provider.impl()));
    }

    private String capabilityId(String method, @Nullable String capability) {
        String id = present(method, "an argument", capability);
        if (id.startsWith("host:") || id.equals("host")) {
            throw new PortException(Problem.of(
                            ProblemCode.CAPABILITY_ID_RESERVED,
                            access.owner().subject(),
                            access.owner().subject() + " called " + PortAccess.typeName(port) + "." + method + "(\""
                                    + id
                                    + "\"), but ids that start with \"host:\" belong to the host. The call was refused.")
                    .author("choose another id."));
        }
        boolean scoped = ExtensionId.isValid(id);
        if (id.length() > MAX_LENGTH || (!scoped && !ID.matcher(id).matches())) {
            throw access.input(
                    port, method, "a capability id such as \"email-send\" or \"@scope/name\"", "\"" + id + "\"");
        }
        if (scoped && !ExtensionId.of(id).scope().equals(access.owner().id().scope())) {
            throw access.input(
                    port,
                    method,
                    "an id of its own scope, \"@" + access.owner().id().scope() + "/…\"",
                    "\"" + id + "\"");
        }
        return id;
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
            return CapabilitiesHandle.this.as(provider, present("as", "an argument", contract));
        }

        @Override
        public String toString() {
            return "CapabilityProvider[" + provider.capability() + " " + version() + " of " + owner() + "]";
        }
    }
}
