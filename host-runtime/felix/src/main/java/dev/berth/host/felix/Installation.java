/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.activation.BundleEngine.Request;
import dev.berth.host.extension.Revision;
import dev.berth.host.felix.weave.Bindings;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Brings a package file into the framework, or says why not. */
final class Installation {
    private final BundleContext framework;
    private final PackageConnector connector;
    private final Admission admission;
    private final Bindings bindings;

    Installation(BundleContext framework, PackageConnector connector, Admission admission, Bindings bindings) {
        this.framework = framework;
        this.connector = connector;
        this.admission = admission;
        this.bindings = bindings;
    }

    /** What came of it. */
    sealed interface Installed {
        /** Streams it if it is a bundle now. */
        default Stream<Bundled> bundled() {
            return this instanceof Bundled bundled ? Stream.of(bundled) : Stream.empty();
        }

        record Bundled(Request request, Bundle bundle) implements Installed {}

        record Failed(Problem problem) implements Installed {}
    }

    Installed install(Request request) {
        Revision revision = request.revision();
        try {
            Optional<PackageContent> content = PackageContent.open(request.file(), revision.id());
            return content.isPresent() ? install(request, content.get()) : new Installed.Failed(noBundle(revision));
        } catch (IOException unreadable) {
            return new Installed.Failed(Problem.of(
                            ProblemCode.ARCHIVE_UNREADABLE,
                            revision.subject(),
                            revision.subject()
                                    + ": its package cannot be read as a JAR. It was not loaded; nothing else changed.")
                    .fact("detail", String.valueOf(unreadable.getMessage()))
                    .operator("install it again, its stored bytes may be damaged."));
        }
    }

    private Installed install(Request request, PackageContent content) throws IOException {
        String location = freeLocation(request.revision());
        connector.offer(location, content);
        boolean kept = false;
        try {
            Optional<Problem> refused = admission.judge(request.revision(), content);
            if (refused.isPresent()) {
                return new Installed.Failed(refused.get());
            }
            Bundle bundle = framework.installBundle(location);
            bindings.bind(bundle.getBundleId(), request.authority());
            kept = true;
            return new Installed.Bundled(request, bundle);
        } catch (BundleException malformed) {
            return new Installed.Failed(malformed(request.revision(), malformed));
        } finally {
            connector.withdraw(location);
            if (!kept) {
                content.close();
            }
        }
    }

    // ENG-10, TRUST-128: for a location that it knows, Felix returns the old bundle without a word.
    private String freeLocation(Revision revision) {
        String location =
                "berth:" + revision.id() + "@" + revision.manifest().version() + "#" + revision.contentDigest();
        String free = location;
        for (int copy = 2; framework.getBundle(free) != null; copy++) {
            free = location + "+" + copy;
        }
        return free;
    }

    private static Problem noBundle(Revision revision) {
        return Problem.of(
                        ProblemCode.BUNDLE_HEADERS_MISSING,
                        revision.subject(),
                        revision.subject() + " has no Bundle-SymbolicName; Java code comes as an OSGi bundle."
                                + " It was not loaded; nothing else changed.")
                .author("build it with Berth's Maven plugin, or with bnd.")
                .at(Location.of("META-INF/MANIFEST.MF"));
    }

    private static Problem malformed(Revision revision, BundleException reason) {
        return Problem.of(
                        ProblemCode.BUNDLE_HEADER_REFUSED,
                        revision.subject(),
                        revision.subject() + " has bundle headers that OSGi does not accept."
                                + " It was not loaded; nothing else changed.")
                .fact("detail", String.valueOf(reason.getMessage()))
                .author("write Import-Package, Export-Package and Bundle-Version as bnd would.")
                .at(Location.of("META-INF/MANIFEST.MF"));
    }
}
