/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.DiscoveredView.Found;
import dev.berth.host.ExtensionDetail.EdgeView;
import dev.berth.host.ExtensionDetail.HeldView;
import dev.berth.host.ExtensionDetail.PermissionView;
import dev.berth.host.ExtensionDetail.RevisionView;
import dev.berth.host.ExtensionDetail.SignatureView;
import dev.berth.host.ExtensionDetail.TrustView;
import dev.berth.host.ExtensionView.ProbationView;
import dev.berth.host.ExtensionView.ScopeView;
import dev.berth.host.ExtensionView.UpdateView;
import dev.berth.host.Report.OutcomeView;
import dev.berth.host.activation.Outcome;
import dev.berth.host.discovery.Discovered;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier.Evidence;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.grant.Decision;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Quarantine;
import dev.berth.host.lifecycle.Relapse;
import dev.berth.host.lifecycle.Waiting;
import dev.berth.host.lifecycle.World;
import dev.berth.host.permission.PermissionRow;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes what is shown of what is. The runtime state is derived here and stored nowhere (LIFE-1). To whom belongs to an organisation,
 * what others have is not there (LIFE-134).
 */
public final class Views {
    /** Why the content of something must not be loaded, although its row does not say so yet (LIFE-26, LIFE-35). */
    private static final Set<ProblemCode> QUARANTINING =
            Set.of(ProblemCode.HOOK_STUCK, ProblemCode.CONTENT_DIGEST_MISMATCH);

    private final World world;
    private final Kernel kernel;

    Views(Kernel kernel) {
        this.kernel = kernel;
        this.world = kernel.world();
    }

    /** Returns what is installed, by id; what an organisation sees of it, or all. */
    public List<ExtensionView> extensions(Optional<String> organization) {
        return world.registry().all().values().stream()
                .map(this::extension)
                .flatMap(view -> view.seenBy(organization).stream())
                .toList();
    }

    /** Returns one extension, whole; an unknown id is {@code extension-not-found} with near misses. */
    public ExtensionDetail detail(ExtensionId id, Optional<String> organization) {
        ExtensionDetail detail = detail(row(id, organization));
        return organization
                .flatMap(viewer -> detail.summary().seenBy(organization).map(seen -> detail.seenBy(seen, viewer)))
                .orElse(detail);
    }

    /** Explains why an extension is or is not active. */
    public Why why(ExtensionId id, Optional<String> organization) {
        return why(row(id, organization));
    }

    /** Returns what somebody of an organisation may use now; without one, what the platform may. */
    public DiscoveredView discovered(Optional<String> organization) {
        Discovered found = kernel.discovery()
                .discover(world.registry().all().values(), new Viewer(Optional.empty(), organization.orElse("")));
        return new DiscoveredView(
                found.present().stream()
                        .map(manifest -> found(manifest, organization))
                        .toList(),
                found.problems());
    }

    private Found found(ExtensionManifest manifest, Optional<String> organization) {
        return new Found(
                manifest.id().value(),
                manifest.version().toString(),
                manifest.kind().toString(),
                manifest.displayName().orElse(manifest.id().value()),
                manifest.description(),
                world.registry().find(manifest.id()).stream()
                        .flatMap(row -> held(row.current(), organization, false))
                        .toList());
    }

    private Stream<HeldView> held(Revision revision, Optional<String> organization, boolean all) {
        return world.kinds().of(revision).stream()
                .filter(row -> all || (!row.archived() && row.scope().isSeenIn(organization)))
                .map(row -> new HeldView(
                        row.part().toString(),
                        row.name(),
                        row.scope().organization().orElse(""),
                        row.archived(),
                        (JsonObject) StrictJson.parse(row.content())));
    }

    private InstalledExtension row(ExtensionId id, Optional<String> organization) {
        return organization.isPresent()
                ? world.registry().require(id, organization)
                : world.registry().require(id);
    }

    ExtensionView extension(InstalledExtension row) {
        return new ExtensionView(
                row.id().value(),
                row.manifest().version().toString(),
                row.manifest().kind().toString(),
                row.status().toString(),
                state(row),
                row.current().number(),
                row.current().tier().toString(),
                PortSet.of(row.manifest().requestedPorts()).names(),
                granted(row).names(),
                problems(row),
                row.rows().entrySet().stream()
                        .map(one -> scope(one.getKey(), one.getValue()))
                        .toList(),
                update(row),
                probation(row));
    }

    private Optional<UpdateView> update(InstalledExtension row) {
        return new Waiting(world)
                .problem(row)
                .flatMap(problem -> row.waiting()
                        .map(next -> new UpdateView(
                                next.manifest().version().toString(),
                                next.number(),
                                "waiting-for-grant",
                                List.of(problem))));
    }

    private Optional<ProbationView> probation(InstalledExtension row) {
        Probation how = row.probation();
        boolean on = how.isOn(world.clock().instant());
        return on || how.isSecond()
                ? Optional.of(
                        new ProbationView(how.until().filter(until -> on), how.budget(), how.failures(), how.fallen()))
                : Optional.empty();
    }

    /** Those of its live rows; of one that is archived, what it will have again. */
    private PortSet granted(InstalledExtension row) {
        Optional<Grant> archived = row.isLive()
                ? Optional.empty()
                : world.grants().rows(row.id()).stream().findFirst();
        return archived.map(Grant::standing)
                .orElseGet(() -> world.grants().inHooks(row.id()))
                .approved();
    }

    private static ScopeView scope(Scope scope, InstalledExtension.Row row) {
        return new ScopeView(
                scope.level().toString(),
                scope.owner(),
                scope.organization().orElse(""),
                row.status().toString(),
                row.required(),
                row.origin().toString(),
                row.since());
    }

    private String state(InstalledExtension row) {
        if (row.quarantine().isPresent()) {
            return "QUARANTINED";
        } else if (!row.isLive()) {
            return "INSTALLED";
        } else if (world.isActive(row)) {
            return "ACTIVE";
        }
        return world.activator()
                .outcome(row.id())
                .filter(Outcome.Failed.class::isInstance)
                .flatMap(Outcome::why)
                .map(why -> QUARANTINING.contains(why.code()) ? "QUARANTINED" : "FAILED")
                .orElse("INSTALLED");
    }

    private List<Problem> problems(InstalledExtension row) {
        if (row.isLive() && world.isActive(row)) {
            return world.standing().advisories(row.current());
        } else if (!row.isLive()) {
            return List.of();
        }
        Optional<Problem> stored = Quarantine.of(row);
        return stored.or(() -> world.activator().outcome(row.id()).flatMap(Outcome::why)).stream()
                .toList();
    }

    Why why(InstalledExtension row) {
        ExtensionView view = extension(row);
        String subject = row.current().subject();
        boolean active = view.state().equals("ACTIVE");
        List<Problem> chain = new ArrayList<>();
        view.problems().forEach(problem -> rootFirst(problem, chain));
        view.update().ifPresent(update -> chain.addAll(update.problems()));
        Relapse.fallen(row).ifPresent(chain::add);
        String summary = active
                ? subject + " is active: it registered"
                        + (row.manifest().serverEntry().isPresent()
                                ? " and bootstrapped."
                                : ", and has no code to run.")
                : row.isLive()
                        ? subject + " is not active (" + view.state() + ")."
                        : subject + " is archived; berth restore " + row.id() + " brings it back.";
        String staged = view.update()
                .map(update -> " Its update to " + update.version() + " is " + update.state() + ".")
                .orElse("");
        String watched = view.probation()
                .flatMap(ProbationView::text)
                .map(text -> " It is on probation " + text + ".")
                .orElse("");
        return new Why(row.id().value(), view.version(), view.state(), active, summary + staged + watched, chain);
    }

    /** The root cause comes first, the chain that waits for it after (MAN-146). */
    private static void rootFirst(Problem problem, List<Problem> chain) {
        problem.causes().forEach(cause -> rootFirst(cause, chain));
        chain.add(problem.causes(List.of()));
    }

    ExtensionDetail detail(InstalledExtension row) {
        Resolver active = world.beside().resolver();
        return new ExtensionDetail(
                extension(row),
                row.manifest().json(),
                row.manifest().dependencies().stream()
                        .map(edge -> edge(row.manifest(), edge, active))
                        .toList(),
                active.dependents(row.id()).stream()
                        .map(ExtensionManifest::subject)
                        .toList(),
                world.grants().rows(row.id()).stream().map(Views::grant).toList(),
                permissions(row),
                kernel.live().current().of(row.id()).stream()
                        .map(contribution -> contribution.slot().toString())
                        .toList(),
                held(row.current(), Optional.empty(), true).toList(),
                row.revisions().stream().map(Views::revision).toList(),
                trust(row));
    }

    /** Returns who vouches for an extension (TRUST-87); an unknown id is {@code extension-not-found} with near misses. */
    public TrustView trust(ExtensionId id, Optional<String> organization) {
        return trust(row(id, organization));
    }

    private TrustView trust(InstalledExtension row) {
        Revision revision = row.current();
        Evidence evidence = world.standing().of(revision);
        return new TrustView(
                revision.tier().toString(),
                revision.origin().toString(),
                revision.packageDigest(),
                revision.contentDigest(),
                row.quarantine().equals(Optional.of(ProblemCode.CONTENT_DIGEST_MISMATCH.toString())),
                evidence.signature()
                        .map(by -> new SignatureView(
                                by.scheme(),
                                by.key().id(),
                                by.key().scope(),
                                by.key().custody().toString(),
                                by.key().state().toString())),
                evidence.against());
    }

    /** Returns the permissions that what an organisation sees asks for, or all. */
    public List<PermissionView> permissions(Optional<String> organization) {
        return world.registry().all().values().stream()
                .filter(row -> extension(row).seenBy(organization).isPresent())
                .flatMap(row -> permissions(row).stream())
                .toList();
    }

    private List<PermissionView> permissions(InstalledExtension row) {
        return row.manifest().permissions().stream()
                .map(permission -> permission(
                        row.id().value(),
                        permission,
                        Optional.ofNullable(world.permissions().rows(row.id()).get(permission))))
                .toList();
    }

    private PermissionView permission(String extension, String permission, Optional<PermissionRow> decision) {
        return new PermissionView(
                extension,
                permission,
                decision.map(row -> row.approved() ? granted(permission) : "revoked")
                        .orElse("undecided"),
                decision.map(row -> row.by().actor()).orElse(""),
                decision.map(PermissionRow::at),
                kernel.enforcement().of(permission));
    }

    private String granted(String permission) {
        String mount = permission.replaceFirst("^fs:(?:read|write):", "");
        boolean waits =
                !mount.equals(permission) && !world.permissions().mounts().all().containsKey(mount);
        return waits ? "unbound" : "granted";
    }

    private static EdgeView edge(ExtensionManifest manifest, Edge edge, Resolver active) {
        boolean met = active.isMet(manifest, edge);
        String type = edge.type().toString().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (edge) {
            case PackageEdge to ->
                new EdgeView(to.target().value(), to.constraint().toString(), type, to.required(), met);
            case CapabilityEdge to ->
                new EdgeView("capability " + to.capability(), to.range().toString(), type, to.required(), met);
        };
    }

    private static RevisionView revision(Revision revision) {
        return new RevisionView(
                revision.number(),
                revision.manifest().version().toString(),
                revision.packageDigest(),
                revision.contentDigest(),
                revision.tier().toString(),
                revision.origin().toString(),
                revision.installedAt());
    }

    static GrantView grant(Grant grant) {
        Decision asked = grant.asked();
        return new GrantView(
                grant.extension().value(),
                grant.organization().orElse(""),
                asked.status().toString(),
                asked.requested().names(),
                asked.approved().names(),
                asked.denied().names(),
                asked.revoked().names(),
                asked.pending().names(),
                grant.dropped().names(),
                grant.requestHash(),
                grant.by().actor(),
                grant.at());
    }

    static OutcomeView outcome(Outcome outcome) {
        String text = switch (outcome) {
            case Outcome.Activated activated -> "activated";
            case Outcome.Skipped skipped -> "skipped";
            case Outcome.Failed failed -> "failed";
            case Outcome.Stopped stopped -> "stopped";
        };
        return new OutcomeView(
                outcome.revision().id().value(),
                outcome.revision().manifest().version().toString(),
                text,
                outcome.why().stream().toList());
    }
}
