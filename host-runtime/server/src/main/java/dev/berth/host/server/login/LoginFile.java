/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import dev.berth.host.identity.Role;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.server.outbound.OperatorFile;
import dev.berth.host.server.outbound.SecretFinder;
import dev.berth.host.server.outbound.Section;
import dev.berth.host.server.outbound.Target;
import dev.berth.sdk.problem.ProblemCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code login.json}: the operator's word on who vouches for people, and what they may do here. */
final class LoginFile {
    static final String NAME = "login.json";

    private static final String NONE = "none";
    private static final String CALLBACK_NEEDED = "the address of this host that ends in " + LoginPages.CALLBACK
            + ", as it is registered with the provider: https, or http on this machine";
    private static final String ROLES =
            Role.names(Set.of(Role.values())).stream().collect(Collectors.joining(", "));

    private final SecretFinder secrets;
    private final Tenancy tenancy;

    private LoginFile(SecretFinder secrets, Tenancy tenancy) {
        this.secrets = secrets;
        this.tenancy = tenancy;
    }

    /**
     * Reads the file of a home, if it is there.
     *
     * @param environment finds a variable
     * @throws dev.berth.sdk.problem.ProblemException with every {@code login-invalid} of the file
     */
    static Optional<LoginSetup> read(Path home, Function<String, Optional<String>> environment, Tenancy tenancy) {
        LoginFile reader = new LoginFile(new SecretFinder(home, environment), tenancy);
        return new OperatorFile(home.resolve(NAME), ProblemCode.LOGIN_INVALID, "let people in by token only")
                .read(reader::setup);
    }

    private LoginSetup setup(Section root) {
        root.only(Set.of(
                "$schema",
                "issuer",
                "private",
                "clientId",
                "clientSecret",
                "callbackUrl",
                "scopes",
                "claims",
                "roles",
                "platformRoles",
                "fallbackRole"));
        Target issuer = root.target("issuer");
        if (issuer.uri().getRawQuery() != null) {
            root.fault("issuer", "an address without a query", "one with a query");
        }
        root.require("callbackUrl", CALLBACK_NEEDED);
        URI callback = root.uri("callbackUrl", CALLBACK_NEEDED, LoginFile::isCallback)
                .orElse(URI.create("http://localhost" + LoginPages.CALLBACK));
        Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
        scopes.addAll(root.texts("scopes", "a list of texts that are not blank"));
        return new LoginSetup(
                issuer,
                root.text("clientId", "the id that the provider gave this host"),
                secrets.optional(root, "clientSecret"),
                callback,
                List.copyOf(scopes),
                rules(root));
    }

    private RoleRules rules(Section root) {
        Optional<Section> claims = root.section("claims");
        claims.ifPresent(section -> section.only(Set.of("user", "organization", "roles")));
        Optional<String> organization = claims.flatMap(section -> section.optional("organization", "a claim's name"));
        if (tenancy.only().isPresent()) {
            organization.ifPresent(claim -> root.fault("claims", "without \"organization\" on a host of one", claim));
            if (root.has("platformRoles")) {
                root.fault(
                        "platformRoles", "left out on a host of one, where \"roles\" are held on the platform", "it");
            }
        } else if (organization.isEmpty()) {
            root.fault("claims", "an object with the claim that names the \"organization\"", NONE);
        }
        Map<String, Role> given = roles(root, "roles");
        Map<String, Role> platform = roles(root, "platformRoles");
        Optional<Role> fallback = root.optional("fallbackRole", fallbackNeeded())
                .filter(name -> !name.equals(NONE))
                .flatMap(name -> role(root, "fallbackRole", fallbackNeeded(), name));
        if (given.isEmpty() && platform.isEmpty() && fallback.isEmpty()) {
            root.fault("roles", "an object from values of the claim to roles: " + ROLES, NONE);
        }
        return new RoleRules(
                claims.flatMap(section -> section.optional("user", "a claim's name"))
                        .orElse("sub"),
                organization,
                claims.flatMap(section -> section.optional("roles", "a claim's name"))
                        .orElse("roles"),
                given,
                platform,
                fallback);
    }

    private static String fallbackNeeded() {
        return "one of " + NONE + ", " + ROLES;
    }

    private static Map<String, Role> roles(Section root, String member) {
        String needed = "one of " + ROLES;
        Map<String, Role> roles = new LinkedHashMap<>();
        root.pairs(member, needed)
                .forEach((value, name) -> role(root, member, needed, name).ifPresent(role -> roles.put(value, role)));
        return roles;
    }

    private static Optional<Role> role(Section root, String member, String needed, String name) {
        Optional<Role> role = Role.find(name);
        if (role.isEmpty()) {
            root.fault(member, needed, "another name");
        }
        return role;
    }

    private static boolean isCallback(URI uri) {
        return new Target(uri, false).isSafe()
                && uri.getRawQuery() == null
                && uri.getRawPath().equals(LoginPages.CALLBACK);
    }
}
