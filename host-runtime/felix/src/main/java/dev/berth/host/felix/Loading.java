/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static java.util.function.Predicate.not;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.host.activation.BundleEngine.Request;
import dev.berth.host.extension.Revision;
import dev.berth.host.felix.Installation.Installed;
import dev.berth.host.felix.Installation.Installed.Bundled;
import dev.berth.host.felix.Installation.Installed.Failed;
import dev.berth.host.felix.weave.Bindings;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads batches into a running framework: installs all, resolves all in one call, removes what did not resolve. */
final class Loading {
    private static final Logger log = LoggerFactory.getLogger(Loading.class);

    private final FrameworkWiring wiring;
    private final Installation installation;
    private final WiringRule rule;
    private final Bindings bindings;
    private final LoadedBundles loaded;

    Loading(
            BundleContext framework,
            PackageConnector connector,
            WiringRule rule,
            Admission admission,
            Bindings bindings) {
        this.wiring = framework.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        this.installation = new Installation(framework, connector, admission, bindings);
        this.bindings = bindings;
        this.loaded = new LoadedBundles(bindings);
        this.rule = rule;
    }

    List<Load> load(List<Request> requests, Collection<BundleEngine.Bundle> beside) {
        return resolve(requests, beside, this::judge, Loading::isResolved);
    }

    /** The framework resolves for good; so nothing stays that could be used, and the visibility let nothing else be wired. */
    List<Optional<Problem>> preflight(List<Request> requests, Collection<BundleEngine.Bundle> beside) {
        return resolve(requests, beside, Loading::refusal, bundle -> false);
    }

    private <T> List<T> resolve(
            List<Request> requests,
            Collection<BundleEngine.Bundle> beside,
            BiFunction<Installed, Refusals, T> judge,
            Predicate<Bundle> kept) {
        List<Installed> batch = requests.stream().map(installation::install).toList();
        List<Bundle> bundles =
                batch.stream().flatMap(Installed::bundled).map(Bundled::bundle).toList();
        Predicate<Bundle> stays = bundle -> false;
        try {
            Visibility visibility = new Visibility(requestsByNumber(batch), visible(requests, beside));
            if (!bundles.isEmpty()) {
                rule.during(visibility, () -> wiring.resolveBundles(bundles));
            }
            bundles.forEach(bundle -> prove(bundle, visibility));
            Refusals refusals = new Refusals(
                    wiring,
                    visibility,
                    bundles.stream().filter(not(Loading::isResolved)).toList());
            List<T> results = batch.stream()
                    .map(installed -> judge.apply(installed, refusals))
                    .toList();
            stays = kept;
            return results;
        } finally {
            // What is wired to others goes before them, as far as the order of the batch says.
            bundles.reversed().stream().filter(not(stays)).forEach(this::uninstall);
        }
    }

    private static Map<Long, Request> requestsByNumber(List<Installed> batch) {
        return batch.stream()
                .flatMap(Installed::bundled)
                .collect(Collectors.toMap(bundled -> bundled.bundle().getBundleId(), Bundled::request));
    }

    // An older instance of what is being loaded is on its way out, even if the caller named it.
    private Map<Long, Revision> visible(List<Request> requests, Collection<BundleEngine.Bundle> beside) {
        Set<ExtensionId> replaced =
                requests.stream().map(request -> request.revision().id()).collect(Collectors.toSet());
        Map<Long, Revision> visible = loaded.revisions(beside);
        visible.values().removeIf(revision -> replaced.contains(revision.id()));
        return visible;
    }

    private static boolean isResolved(Bundle bundle) {
        return bundle.adapt(BundleWiring.class) != null;
    }

    // Felix goes on without a hook that throws, so what came out is checked against what was allowed.
    private static void prove(Bundle bundle, Visibility visibility) {
        BundleWiring made = bundle.adapt(BundleWiring.class);
        if (made != null) {
            for (BundleWire wire : made.getRequiredWires(null)) {
                if (!visibility.allows(wire.getRequirement(), wire.getCapability())) {
                    throw new IllegalStateException("A wire was made that is not allowed: " + wire);
                }
            }
        }
    }

    private Load judge(Installed installed, Refusals refusals) {
        return switch (installed) {
            case Failed failed -> new Load.Refused(failed.problem());
            case Bundled bundled ->
                isResolved(bundled.bundle())
                        ? new Load.Loaded(loaded.add(bundled.request().revision(), bundled.bundle()))
                        : new Load.Refused(refusals.explain(bundled.bundle()));
        };
    }

    private static Optional<Problem> refusal(Installed installed, Refusals refusals) {
        return switch (installed) {
            case Failed failed -> Optional.of(failed.problem());
            case Bundled bundled ->
                isResolved(bundled.bundle()) ? Optional.empty() : Optional.of(refusals.explain(bundled.bundle()));
        };
    }

    private void uninstall(Bundle bundle) {
        bindings.unbind(bundle.getBundleId());
        try {
            bundle.uninstall();
        } catch (BundleException failed) {
            log.warn("{} left something behind in the engine's folder", bundle, failed);
        }
    }

    /** Lets go of all bundles, when the framework has stopped. */
    void forgetAll() {
        loaded.clear();
        bindings.clear();
    }
}
