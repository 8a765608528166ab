/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The decisions about ports: grant, deny, revoke; grant and revoke take permissions too, which have a colon in their names. */
public final class PortChange implements Change {
    private final String operation;

    @Parameters(index = "0", paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PORT",
            description = "The ports, such as secrets or jobs; \"berth grants ID\" shows what was asked."
                    + " Grant and revoke take permissions too, such as fs:tmp, but not both at once.")
    private List<String> ports = List.of();

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "Decide for this organisation alone; without it, for that of your token.")
    private @Nullable String organization;

    @Mixin
    private final Consent consent = new Consent();

    /** Makes the command for {@code grant}, {@code deny} or {@code revoke}. */
    public PortChange(String operation) {
        this.operation = operation;
    }

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        HostClient host = session.host();
        List<String> permissions =
                ports.stream().filter(name -> name.indexOf(':') >= 0).distinct().toList();
        if (!operation.equals("deny") && !permissions.isEmpty()) {
            return permissions(Ids.extension(id, host), permissions);
        }
        List<String> named = Ids.ports(ports);
        ExtensionId extension = Ids.extension(id, host);
        JsonObject request = request(extension);
        if (operation.equals("deny")) {
            checkWhole(extension, named, host);
            return request;
        } else if (operation.equals("grant") && named.isEmpty()) {
            throw usage(extension, "berth grant needs the ports to approve", pending(extension, host));
        }
        return request.with("ports", named);
    }

    /** One decision is about ports or about permissions, which hold for all organisations. */
    private JsonObject permissions(ExtensionId extension, List<String> named) {
        if (named.size() < Set.copyOf(ports).size() || organization != null) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            extension.value(),
                            "berth " + operation
                                    + " needs either ports or permissions, and permissions without --organization,"
                                    + " since they hold for all; found "
                                    + (organization == null
                                            ? "both"
                                            : "permissions for the organization " + organization)
                                    + ". Nothing was changed.")
                    .operator("berth " + operation + " " + extension + " " + String.join(" ", named)));
        }
        return JsonObject.of("operation", operation, "extension", extension.value(), "permissions", named);
    }

    private JsonObject request(ExtensionId extension) {
        JsonObject request = JsonObject.of("operation", operation, "extension", extension.value());
        return organization == null ? request : request.with("organization", organization);
    }

    /** A denial decides all that is pending (PORT-48); who names less than that must not be taken to mean all of it. */
    private void checkWhole(ExtensionId extension, List<String> named, HostClient host) {
        if (!named.isEmpty()) {
            Set<String> pending = pending(extension, host);
            if (!pending.equals(new TreeSet<>(named))) {
                throw usage(extension, "berth deny denies all that is pending and not a part of it", pending);
            }
        }
    }

    private Set<String> pending(ExtensionId extension, HostClient host) {
        List<JsonObject> rows = Json.objects(host.get(HostClient.path("grants", extension)), "grants");
        String whose = organization == null ? "" : organization;
        // An organisation without a row of its own starts from the platform's.
        return Stream.of(whose, "")
                .flatMap(name -> rows.stream()
                        .filter(row -> row.string("organization").orElse("").equals(name)))
                .findFirst()
                .map(row -> (Set<String>) new TreeSet<>(Json.texts(row, "pending")))
                .orElse(Set.of());
    }

    private static ProblemException usage(ExtensionId extension, String needed, Set<String> pending) {
        String asked = pending.isEmpty() ? "nothing is pending" : "pending are " + String.join(", ", pending);
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        extension.value(),
                        needed + "; for " + extension + " " + asked + ". Nothing was changed.")
                .fact("pending", pending)
                .operator("approve ports with \"berth grant " + extension + " PORT...\"; then \"berth deny " + extension
                        + "\" denies the rest."));
    }
}
