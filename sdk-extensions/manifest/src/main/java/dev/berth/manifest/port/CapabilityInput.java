/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.LiveView.Claim;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.authority.CapabilityId;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What providers of capabilities must be (PORT-111 to PORT-118). */
public record CapabilityInput(PortProblems problems) {
    private static final String METHOD = "registerProvider";

    private PortInput input() {
        return new PortInput(problems, PortName.CAPABILITIES);
    }

    /** Takes the id of a capability that is to be provided. */
    public String provided(@Nullable String capability) {
        String id = input().present(METHOD, capability);
        if (id.startsWith("host:") || id.equals("host")) {
            throw new PortException(Problem.of(
                            ProblemCode.CAPABILITY_ID_RESERVED,
                            problems.subject(),
                            problems.subject() + " called CapabilitiesPort." + PortInput.call(METHOD, id)
                                    + ", but ids that start with \"host:\" belong to the host. The call was refused.")
                    .author("choose another id."));
        }
        Optional<String> flaw = CapabilityId.flaw(id);
        if (flaw.isPresent()) {
            throw input().refused(METHOD, flaw.get(), PortInput.shown(id));
        }
        String own = problems.id().scope();
        if (CapabilityId.scope(id).filter(scope -> !scope.equals(own)).isPresent()) {
            throw input().refused(METHOD, "an id of its own scope, \"@" + own + "/…\"", PortInput.shown(id));
        }
        return id;
    }

    /** Refuses a capability that another scope has claimed for itself (PORT-114). */
    public void unclaimed(String capability, Optional<Claim> claim) {
        String own = problems.id().scope();
        claim.filter(held -> !held.open() && !held.scope().equals(own)).ifPresent(held -> {
            throw new PortException(Problem.of(
                            ProblemCode.CAPABILITY_NOT_YOURS,
                            problems.subject(),
                            problems.subject() + " called CapabilitiesPort." + PortInput.call(METHOD, capability)
                                    + ", which needs the scope @" + held.scope() + "; found the scope @" + own
                                    + ". The call was refused.")
                    .fact("owner", held.scope())
                    .author("provide an id of your own scope, or ask @" + held.scope() + " to open this one."));
        });
    }

    /**
     * Takes an object that is to provide a capability (PORT-112).
     *
     * @param foreign tells whether a class is the host's
     */
    public Object provider(String capability, @Nullable Object impl, Predicate<Class<?>> foreign) {
        String call = PortInput.call(METHOD, capability);
        if (impl == null) {
            throw input().refused(call, "an object", "null");
        }
        if (foreign.test(impl.getClass())) {
            throw input().refused(
                            call,
                            "an object of the extension's own class",
                            "one of the host's class " + impl.getClass().getName());
        }
        return impl;
    }

    /** Returns the declared version, or 0.0.0 with a warning (PORT-115). */
    public SemVer version(String capability, Collection<Provides> declared, Consumer<Problem> warnings) {
        return declared.stream()
                .filter(row -> row.capability().equals(capability))
                .findFirst()
                .map(Provides::version)
                .orElseGet(() -> {
                    warnings.accept(Problem.of(
                                    ProblemCode.CAPABILITY_UNDECLARED,
                                    problems.subject(),
                                    problems.subject() + " provides the capability \"" + capability
                                            + "\", which its manifest does not declare; it counts as version 0.0.0 and"
                                            + " meets no requirement.")
                            .author("add {\"capability\": \"" + capability
                                    + "\", \"version\": \"1.0.0\"} to \"provides\"."));
                    return SemVer.ZERO;
                });
    }

    /** Takes what a consumer looks up. */
    public <T> T asked(@Nullable T argument) {
        return input().present("resolveProviders", argument);
    }

    /** A provider does not implement what the consumer asks for (PORT-118). */
    public Problem mismatch(String provider, String capability, Class<?> contract) {
        return Problem.of(
                        ProblemCode.CAPABILITY_TYPE_MISMATCH,
                        provider,
                        provider + " provides \"" + capability + "\" with an object that is no " + contract.getName()
                                + " as " + problems.subject()
                                + " sees it. It was left out; other providers were used.")
                .author("import the contract's package from the extension that owns it; do not pack a copy.");
    }

    /** The provider behind a kept proxy is gone (PORT-119). */
    public static Problem gone(String capability, String label) {
        return Problem.of(
                        ProblemCode.CAPABILITY_GONE,
                        label,
                        "The capability \"" + capability + "\" needs " + label
                                + " to be live; it is not. The call did nothing.")
                .fact("capability", capability)
                .operator("see what is active: berth list")
                .author("resolve providers when you call them; do not keep the list.");
    }
}
