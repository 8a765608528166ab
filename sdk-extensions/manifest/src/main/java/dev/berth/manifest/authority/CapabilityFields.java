/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import dev.berth.manifest.ExtensionManifest.Owns;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Row;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an extension provides and which ids it claims (MAN-110 to MAN-115). */
public final class CapabilityFields {
    private static final List<String> PROVIDERS = List.of("scope", "any");

    private CapabilityFields() {}

    public static void provides(Node value, Reading reading) {
        Set<String> seen = new HashSet<>();
        Row.each(value, "provides", ProblemCode.PROVIDES_INVALID, List.of("capability", "version"), reading, row -> {
            Optional<Node.Text> capability =
                    row.text("capability", "a capability id").filter(id -> wellFormed(id, row.path(), reading));
            Optional<Node.Text> version = row.text("version", "strict SemVer, such as 1.0.0");
            Optional<SemVer> read = version.flatMap(text -> SemVer.parse(text.value()));
            if (version.isPresent() && read.isEmpty()) {
                reading.report(row.at("version", version.get())
                        .valid("strict SemVer, such as 1.0.0")
                        .found(version.get()));
            }
            if (capability.isPresent() && !seen.add(capability.get().value())) {
                reading.report(row.at("capability", capability.get())
                        .valid("a capability that is not listed before")
                        .found(capability.get())
                        .author("remove one of the rows"));
            } else if (capability.isPresent()) {
                judgeProvider(capability.get(), row.path(), reading);
                read.ifPresent(v -> reading.draft()
                        .addProvides(new Provides(capability.get().value(), v)));
            }
        });
    }

    public static boolean wellFormed(Node.Text id, String path, Reading reading) {
        Optional<String> flaw = CapabilityId.flaw(id.value());
        flaw.ifPresent(valid ->
                reading.report(Reading.fault(ProblemCode.CAPABILITY_ID_INVALID, id.place(), path + ".capability")
                        .valid(valid)
                        .found(id)));
        return flaw.isEmpty();
    }

    private static void judgeProvider(Node.Text capability, String path, Reading reading) {
        if (reading.id().isEmpty()) {
            return;
        }
        String own = reading.id().get().scope();
        Optional<LiveView.Claim> claim = reading.live().flatMap(view -> view.claim(capability.value()));
        Optional<String> holder = claim.isPresent()
                ? claim.filter(held -> !held.open()).map(LiveView.Claim::scope)
                : CapabilityId.scope(capability.value());
        boolean allowed = reading.live()
                .filter(view -> view.mayProvide(own, capability.value()))
                .isPresent();
        if (holder.isPresent() && !holder.get().equals(own) && !allowed) {
            reading.report(Reading.fault(ProblemCode.CAPABILITY_NOT_YOURS, capability.place(), path + ".capability")
                    .says("needs the scope @" + holder.get() + " to provide " + Quoted.of(capability))
                    .found("the scope @" + own)
                    .fact("owner", holder.get())
                    .author("provide an id of your own scope, or ask @" + holder.get() + " to open this one"));
        }
    }

    public static void owns(Node value, Reading reading) {
        Set<String> seen = new HashSet<>();
        List<Node> items = ((Node.Arr) value).items();
        for (int i = 0; i < items.size(); i++) {
            Node item = items.get(i);
            String path = "owns[" + i + "]";
            if (item instanceof Node.Text id) {
                claim(id, false, path, seen, reading);
            } else if (item instanceof Node.Obj object) {
                Row row = new Row(object, path, ProblemCode.OWNS_INVALID, reading);
                row.reportUnknown(List.of("capability", "providers"));
                Optional<Node.Text> providers =
                        row.word(row.optionalText("providers", Words.anyOf(PROVIDERS)), "providers", PROVIDERS);
                boolean open =
                        providers.filter(word -> word.value().equals("any")).isPresent();
                boolean readable = object.get("providers").isPresent() == providers.isPresent();
                row.text("capability", "a capability id")
                        .filter(id -> readable)
                        .ifPresent(id -> claim(id, open, path, seen, reading));
            } else {
                reading.report(Reading.fault(ProblemCode.OWNS_INVALID, item.place(), path)
                        .valid("a capability id, or an object with capability and providers")
                        .found(item));
            }
        }
    }

    private static void claim(Node.Text id, boolean open, String path, Set<String> seen, Reading reading) {
        if (!wellFormed(id, path, reading)) {
            return;
        }
        Optional<String> own = reading.id().map(ExtensionId::scope);
        Optional<String> named = CapabilityId.scope(id.value());
        if (!seen.add(id.value())) {
            reading.report(Reading.fault(ProblemCode.OWNS_INVALID, id.place(), path)
                    .valid("an id that is not claimed before")
                    .found(id)
                    .author("remove one of the rows"));
        } else if (own.isPresent() && named.isPresent() && !named.equals(own)) {
            reading.report(Reading.fault(ProblemCode.OWNS_INVALID, id.place(), path)
                    .valid("an id of the scope @" + own.get() + ", or one without a scope")
                    .found(id));
        } else {
            reading.draft().addOwns(new Owns(id.value(), open));
            own.ifPresent(scope -> activate(id.place(), id.value(), scope, path, reading));
        }
    }

    private static void activate(Place place, String id, String scope, String path, Reading reading) {
        if (!reading.findings().isHost() || reading.live().isEmpty()) {
            return;
        }
        LiveView view = reading.live().get();
        Optional<LiveView.Claim> held = view.claim(id);
        if (held.isPresent() && !held.get().scope().equals(scope)) {
            reading.report(Reading.fault(ProblemCode.CAPABILITY_CLAIM_CONFLICT, place, path)
                    .says("claims the capability " + Quoted.of(id) + " for the scope @" + scope)
                    .but("the scope @" + held.get().scope() + " already holds it")
                    .fact("owner", held.get().scope())
                    .author("remove the claim, or agree with @" + held.get().scope()));
        } else if (held.isEmpty() && !view.activatesClaims()) {
            reading.report(Reading.fault(ProblemCode.CAPABILITY_CLAIM_PENDING, place, path)
                    .says("claims the capability " + Quoted.of(id) + ", which needs an author's signature or your word")
                    .but("its trust tier is lower")
                    .then("The claim was not activated and binds nobody; all else goes on.")
                    .operator("install a package that its author signed, if the claim is to count"));
        }
    }
}
