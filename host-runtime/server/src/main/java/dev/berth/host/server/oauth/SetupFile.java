/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.server.outbound.OperatorFile;
import dev.berth.host.server.outbound.SecretFinder;
import dev.berth.host.server.outbound.Section;
import dev.berth.host.server.outbound.Target;
import dev.berth.sdk.problem.ProblemCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code providers.json}: the operator's word on which gateway serves and to whom it speaks. */
final class SetupFile {
    static final String NAME = "providers.json";

    private static final String CALLBACK = "/oauth/callback";
    /** What the gateway says itself in an authorization request. */
    private static final Set<String> OWN_PARAMETERS = Set.of(
            "response_type",
            "response_mode",
            "client_id",
            "redirect_uri",
            "state",
            "scope",
            "code_challenge",
            "code_challenge_method");

    private final SecretFinder secrets;

    private SetupFile(SecretFinder secrets) {
        this.secrets = secrets;
    }

    /**
     * Reads the file of a home, if it is there.
     *
     * @param environment finds a variable
     * @throws dev.berth.sdk.problem.ProblemException with every {@code providers-invalid} of the file
     */
    static Optional<Setup> read(Path home, Function<String, Optional<String>> environment) {
        SetupFile reader = new SetupFile(new SecretFinder(home, environment));
        return new OperatorFile(home.resolve(NAME), ProblemCode.PROVIDERS_INVALID, "run without an OAuth gateway")
                .read(reader::setup);
    }

    private Setup setup(Section root) {
        root.only(Set.of("$schema", "callbackUrl", "providers", "nango"));
        if (root.has("providers") == root.has("nango")) {
            root.fault("providers", "to be there, or \"nango\" instead", root.has("nango") ? "both" : "neither");
        }
        return root.section("nango").<Setup>map(this::nango).orElseGet(() -> own(root));
    }

    private Setup nango(Section nango) {
        nango.only(Set.of("url", "secretKey", "callbackUrl", "connectUrl", "publicKey", "private"));
        Target server = nango.target("url");
        URI fallback = server.below(CALLBACK).uri();
        return new Setup.Nango(
                server,
                secrets.required(nango, "secretKey"),
                nango.uri("callbackUrl", "an http or https address", SetupFile::isWeb)
                        .orElse(fallback),
                nango.uri("connectUrl", "an http or https address", SetupFile::isWeb),
                nango.optional("publicKey", "a text that is not blank"));
    }

    private Setup own(Section root) {
        String needed = "the address of this host that ends in " + CALLBACK
                + ", as it is registered with providers: https, or http on this machine";
        root.require("callbackUrl", needed);
        Optional<URI> callback = root.uri("callbackUrl", needed, SetupFile::isCallback);
        Map<String, Provider> providers = new LinkedHashMap<>();
        root.sections("providers").forEach((key, section) -> providers.put(key, provider(key, section)));
        return new Setup.Own(callback.orElse(URI.create("http://localhost" + CALLBACK)), Map.copyOf(providers));
    }

    private Provider provider(String key, Section section) {
        section.only(Set.of(
                "authorizationUrl",
                "tokenUrl",
                "clientId",
                "clientSecret",
                "clientAuthentication",
                "scopes",
                "parameters",
                "issuer",
                "private"));
        String needed = "\"basic\" or \"post\"";
        Optional<String> authentication = section.optional("clientAuthentication", needed);
        if (!Set.of("basic", "post").contains(authentication.orElse("basic"))) {
            section.fault("clientAuthentication", needed, "\"" + authentication.orElse("") + "\"");
        }
        Map<String, String> parameters = section.pairs("parameters", "a text that is not blank");
        parameters.keySet().stream()
                .filter(OWN_PARAMETERS::contains)
                .forEach(name -> section.fault(
                        "parameters",
                        "none of "
                                + String.join(
                                        ", ", OWN_PARAMETERS.stream().sorted().toList()),
                        name));
        return new Provider(
                key,
                section.target("authorizationUrl"),
                section.target("tokenUrl"),
                section.text("clientId", "the id that the provider gave this host"),
                secrets.optional(section, "clientSecret"),
                authentication.filter("post"::equals).isPresent(),
                section.texts("scopes", "a list of texts that are not blank"),
                Map.copyOf(parameters),
                section.optional("issuer", "a text that is not blank"));
    }

    private static boolean isWeb(URI uri) {
        return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    }

    private static boolean isCallback(URI uri) {
        return new Target(uri, false).isSafe()
                && uri.getRawQuery() == null
                && uri.getRawPath().endsWith(CALLBACK);
    }
}
