/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.trust;

import dev.berth.host.ExtensionDetail.TrustView;
import dev.berth.host.HostRuntime;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.identity.Permission;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Members;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.host.server.trust.TrustBodies.BlockView;
import dev.berth.host.server.trust.TrustBodies.KeyView;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The key ring, what is blocked, and who vouches for what is installed (TRUST-54, TRUST-87, TRUST-159). */
public final class TrustRoutes {
    private static final String KEYS = "/api/trust/keys";
    private static final String BLOCKS = "/api/trust/blocks";

    private final HostRuntime host;

    public TrustRoutes(HostRuntime host) {
        this.host = host;
    }

    /** Returns the routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/extensions/@{scope}/{name}/trust",
                        "Who vouches for it, and what stands against it now",
                        TrustView.class,
                        this::trust),
                Route.get(KEYS, "The keys whose signatures count", TrustBodies.Keys.class, this::keys),
                Route.post(
                                KEYS,
                                "Trusts a key: the first of its scope as it is, a further one by a statement that an active one signed",
                                json(TrustBodies.keySchema()),
                                201,
                                KeyView.class,
                                this::add)
                        .needs(Permission.OPERATE),
                Route.post(
                                KEYS + "/{id}/revocation",
                                "Revokes a key",
                                json(TrustBodies.revocationSchema()),
                                200,
                                KeyView.class,
                                this::revoke)
                        .needs(Permission.OPERATE),
                Route.get(BLOCKS, "The packages that are blocked", TrustBodies.Blocks.class, this::blocks),
                Route.post(
                                BLOCKS,
                                "Blocks a package: nothing installs it, and no start loads it",
                                json(TrustBodies.blockSchema()),
                                201,
                                BlockView.class,
                                this::block)
                        .needs(Permission.OPERATE),
                Route.post(
                                BLOCKS + "/removal",
                                "Blocks a package no longer",
                                json(TrustBodies.unblockSchema()),
                                200,
                                TrustBodies.Unblocked.class,
                                this::unblock)
                        .needs(Permission.OPERATE));
    }

    private static Route.Body json(JsonObject schema) {
        return new Route.Body("application/json", schema);
    }

    private Reply trust(Call call) {
        return Reply.ok(host.views().trust(call.extension(), call.who().organization()));
    }

    private Reply keys(Call call) {
        return Reply.ok(new TrustBodies.Keys(
                host.trust().keys().stream().map(KeyView::of).toList()));
    }

    private Reply add(Call call) throws IOException {
        Members members = new Members(call.json());
        members.only("a key to trust", Set.of("key", "scope", "custody"));
        if (!(members.object().get("key").orElse(null) instanceof JsonObject document)) {
            throw Call.usage("the member \"key\", the document of a public key", "none");
        }
        String custody = members.string("custody").orElse("author");
        if (!Set.of("author", "custodial").contains(custody)) {
            throw Call.usage("the member \"custody\" to be author or custodial", "\"" + custody + "\"");
        }
        return Reply.of(
                201,
                KeyView.of(host.trust()
                        .trust(
                                document,
                                members.string("scope"),
                                custody.equals("author") ? Custody.AUTHOR : Custody.CUSTODIAL,
                                call.by())));
    }

    private Reply revoke(Call call) throws IOException {
        Members members = new Members(call.json());
        members.only("a revocation", Set.of("compromisedSince"));
        Optional<Instant> since = members.string("compromisedSince").map(TrustRoutes::instant);
        return Reply.ok(KeyView.of(host.trust().revoke(call.part("id"), since, call.by())));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Call.usage(
                    "the member \"compromisedSince\" to be an instant such as 2026-03-24T00:00:00Z",
                    "\"" + text + "\"");
        }
    }

    private Reply blocks(Call call) {
        return Reply.ok(new TrustBodies.Blocks(
                host.trust().blocks().stream().map(BlockView::of).toList()));
    }

    private Reply block(Call call) throws IOException {
        Members members = new Members(call.json());
        members.only("a block", Set.of("value", "reason"));
        return Reply.of(
                201,
                BlockView.of(host.trust()
                        .block(
                                members.required("value", "what names the package"),
                                members.required("reason", "why"),
                                call.by())));
    }

    private Reply unblock(Call call) throws IOException {
        Members members = new Members(call.json());
        members.only("the end of a block", Set.of("value"));
        String value = members.required("value", "what names the package");
        host.trust().unblock(value, call.by());
        return Reply.ok(new TrustBodies.Unblocked(value));
    }
}
