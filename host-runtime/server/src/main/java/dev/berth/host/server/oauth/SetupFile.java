/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code providers.json}: the operator's word on which gateway serves and to whom it speaks. */
final class SetupFile {
    static final String NAME = "providers.json";

    private static final int LARGEST = 1024 * 1024;
    private static final String CALLBACK = "/oauth/callback";
    private static final String ADDRESS =
            "an https address; http only with a loopback or private address spelled out, or \"private\": true beside it";

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

    private final Path file;
    private final SecretFinder secrets;
    private final List<Problem> problems = new ArrayList<>();

    private SetupFile(Path file, SecretFinder secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    /**
     * Reads the file of a home, if it is there.
     *
     * @param environment finds a variable
     * @throws ProblemException with every {@code providers-invalid} of the file
     */
    static Optional<Setup> read(Path home, Function<String, Optional<String>> environment) {
        Path file = home.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SetupFile reader = new SetupFile(file, new SecretFinder(home, environment));
        Optional<Setup> setup = reader.root().map(root -> reader.setup(new Section(root, reader::add)));
        if (!reader.problems.isEmpty()) {
            throw new ProblemException(reader.problems);
        }
        return setup;
    }

    private Optional<Node.Obj> root() {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST);
        } catch (IOException e) {
            add(
                    Place.START,
                    "",
                    "to be a file that this user may read",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
        if (bytes.length == LARGEST || !(Utf8Text.of(bytes) instanceof Utf8Text.Decoded text)) {
            add(Place.START, "", "to be UTF-8 without a byte order mark, less than 1 MB", "other bytes");
            return Optional.empty();
        }
        LocatedJson.Result json = LocatedJson.read(text.text());
        for (SyntaxFault fault : json.faults()) {
            add(fault.place(), "", fault.needed(), fault.found());
        }
        if (json.root().isPresent() && json.root().get() instanceof Node.Obj root) {
            return Optional.of(root);
        } else if (json.faults().isEmpty()) {
            add(Place.START, "", "to be one object", "something else");
        }
        return Optional.empty();
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
        Target server = target(nango, "url");
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
                target(section, "authorizationUrl"),
                target(section, "tokenUrl"),
                section.text("clientId", "the id that the provider gave this host"),
                secrets.optional(section, "clientSecret"),
                authentication.filter("post"::equals).isPresent(),
                section.texts("scopes", "a list of texts that are not blank"),
                Map.copyOf(parameters),
                section.optional("issuer", "a text that is not blank"));
    }

    private static Target target(Section section, String member) {
        boolean isPrivate = section.has("private") && section.flag("private");
        section.require(member, ADDRESS);
        return section.uri(member, ADDRESS, uri -> isSafe(new Target(uri, isPrivate)))
                .map(uri -> new Target(uri, isPrivate))
                .orElse(new Target(URI.create("https://localhost"), false));
    }

    private static boolean isSafe(Target target) {
        String scheme = String.valueOf(target.uri().getScheme());
        return scheme.equals("https") || (scheme.equals("http") && (target.isPrivate() || target.isPrivateLiteral()));
    }

    private static boolean isWeb(URI uri) {
        return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    }

    private static boolean isCallback(URI uri) {
        return isSafe(new Target(uri, false))
                && uri.getRawQuery() == null
                && uri.getRawPath().endsWith(CALLBACK);
    }

    private void add(Place place, String field, String needed, String found) {
        Location at = Location.of(NAME, place.line(), place.column());
        String subject = field.isEmpty() ? NAME + " needs " : NAME + " needs \"" + field + "\" to be ";
        problems.add(Problem.of(
                        ProblemCode.PROVIDERS_INVALID,
                        NAME,
                        subject + needed + "; found " + found + ". The host was not started.")
                .at(field.isEmpty() ? at : at.field(field))
                .operator("correct " + file + ", or take it away to run without an OAuth gateway."));
    }
}
