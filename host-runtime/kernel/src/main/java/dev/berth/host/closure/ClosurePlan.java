/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.closure;

import dev.berth.host.resolve.ActivationOrder;
import dev.berth.host.resolve.Resolution;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to come in for some extensions to run, found breadth-first over the edges that a host may follow by itself: blocking edges
 * to packages (LIFE-83, MAN-135 to MAN-138). Pure; the same input gives the same plan.
 *
 * @param members dependencies first, the roots among them
 * @param problems what refuses it; all of them at once
 */
public record ClosurePlan(List<ExtensionManifest> members, List<Problem> problems) {
    /** Copies the lists. */
    public ClosurePlan {
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }

    /**
     * Plans.
     *
     * @param roots what was named; each is taken, whatever its scope
     * @param live what is live for those who install
     * @param trusted scopes beside those of the roots whose extensions may come in as members
     */
    public static ClosurePlan of(
            Collection<ExtensionManifest> roots, Candidates candidates, Resolver live, Set<String> trusted) {
        return new Planning(roots, candidates, live, trusted).plan();
    }

    private static final class Planning {
        private final Map<ExtensionId, ExtensionManifest> chosen = new LinkedHashMap<>();
        private final Deque<ExtensionManifest> left = new ArrayDeque<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Candidates candidates;
        private final Resolver live;
        private final Set<String> scopes;
        private final Set<String> trusted;

        Planning(Collection<ExtensionManifest> roots, Candidates candidates, Resolver live, Set<String> trusted) {
            roots.forEach(this::choose);
            this.candidates = candidates;
            this.live = live;
            this.scopes = roots.stream().map(root -> root.id().scope()).collect(Collectors.toSet());
            this.trusted = trusted;
        }

        private void choose(ExtensionManifest manifest) {
            chosen.put(manifest.id(), manifest);
            left.addLast(manifest);
        }

        ClosurePlan plan() {
            while (!left.isEmpty()) {
                ExtensionManifest dependent = left.removeFirst();
                for (Edge edge : dependent.dependencies()) {
                    if (edge instanceof PackageEdge to && edge.isBlocking()) {
                        new Members(dependent, to).judge().ifPresent(problems::add);
                    }
                }
            }
            ActivationOrder order =
                    ActivationOrder.of(chosen.values(), live.live().values());
            return new ClosurePlan(
                    order.resolutions().stream().map(Resolution::manifest).toList(), problems);
        }

        /** One edge, and who shall meet it. */
        private final class Members {
            private final ExtensionManifest dependent;
            private final PackageEdge to;
            private final MemberProblems refusal;

            Members(ExtensionManifest dependent, PackageEdge to) {
                this.dependent = dependent;
                this.to = to;
                this.refusal = new MemberProblems(dependent, to);
            }

            Optional<Problem> judge() {
                ExtensionManifest planned = chosen.get(to.target());
                ExtensionManifest present = live.live().get(to.target());
                if (planned != null) {
                    return fits(planned) ? Optional.empty() : Optional.of(refusal.violated(planned));
                } else if (present != null) {
                    // A range, and a kind, that is not met is the gate's; another version is never brought in silently.
                    return fits(present) ? Optional.empty() : Optional.of(refusal.present(present));
                } else if (to.constraint() instanceof Constraint.GitRef) {
                    return Optional.of(refusal.gitRef());
                }
                return member();
            }

            private boolean fits(ExtensionManifest target) {
                return to.constraint().fits(target.version());
            }

            private Optional<Problem> member() {
                List<ExtensionManifest> found = candidates.find(to.target(), to.constraint()::fits);
                if (found.isEmpty()) {
                    return Optional.of(
                            refusal.unresolvable(candidates.find(to.target(), any -> true), candidates.refusals()));
                }
                String scope = to.target().scope();
                if (!scopes.contains(scope) && !trusted.contains(scope)) {
                    return Optional.of(refusal.scope(scopes, dependent));
                }
                choose(found.get(0));
                return Optional.empty();
            }
        }
    }
}
