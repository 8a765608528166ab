/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.host.fake.Manifests;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes sets of extensions of any shape; the same seed makes the same. */
public final class RandomSets {
    private static final List<String> VERSIONS = List.of("0.1.9", "0.9.0", "1.0.0", "1.2.0", "1.2.0-rc.1", "2.0.0");
    private static final List<String> RANGES = List.of("*", "*", "^1", "^1.1", "~1.2", "^2", ">=1", "^0.1.0", "0.9.0");
    private static final List<String> CAPABILITIES = List.of("mail", "chat", "sms");

    private final Random random;

    public RandomSets(long seed) {
        random = new Random(seed);
    }

    public int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Random random() {
        return random;
    }

    /**
     * Makes a set.
     *
     * @param edges how many package edges a member has on average; some lead to nobody, as if that one were archived
     */
    public List<ExtensionManifest> set(int members, double edges) {
        List<ExtensionManifest> set = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            set.add(member(i, members, edges));
        }
        return set;
    }

    ExtensionManifest member(int number, int members, double edges) {
        Manifests made = Manifests.of(id(number), any(VERSIONS)).kind(oneIn(8) ? Kind.SKILL : Kind.CONNECTOR);
        for (int other = 0; other < members + 2; other++) {
            if (random.nextDouble() < edges / members && other != number) {
                made.edge(packageEdge(other));
            }
        }
        for (String capability : CAPABILITIES) {
            if (oneIn(4)) {
                made.provides(capability, any(VERSIONS));
            }
            if (oneIn(5)) {
                made.edge(new CapabilityEdge(
                        capability,
                        range(),
                        upTo(3),
                        oneIn(4) ? Edge.Type.INSTALL_TIME : Edge.Type.RUNTIME,
                        !oneIn(4)));
            }
        }
        return made.make();
    }

    private PackageEdge packageEdge(int other) {
        Constraint constraint = oneIn(8)
                ? new Constraint.GitRef("main")
                : oneIn(8) ? new Constraint.Exact(Manifests.version(any(VERSIONS))) : new Constraint.Range(range());
        Optional<Kind> kind = oneIn(6) ? Optional.of(Kind.CONNECTOR) : Optional.empty();
        Edge.Type type = oneIn(2) ? Edge.Type.RUNTIME : any(List.of(Edge.Type.values()));
        return new PackageEdge(ExtensionId.of(id(other)), kind, type, !oneIn(3), constraint);
    }

    private VersionRange range() {
        return VersionRange.dependency(any(RANGES)).orElseThrow();
    }

    private static String id(int number) {
        return "@acme/n" + number + "-connector";
    }
}
