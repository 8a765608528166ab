/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Arrays;
import java.util.List;

/** Reads the names that people type, and knows what they may have meant. */
public final class Ids {
    private Ids() {}

    /** Reads an extension's id; a text that is none gets near misses from what is installed. */
    public static ExtensionId extension(String text, HostClient host) {
        if (ExtensionId.isValid(text)) {
            return ExtensionId.of(text);
        }
        List<String> installed = Json.objects(host.get("/api/extensions"), "extensions").stream()
                .map(extension -> Json.text(extension, "id"))
                .toList();
        List<String> near = NearMisses.of(text, installed);
        throw new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        text,
                        "An extension's id has the form @scope/slug-kind; found \"" + text + "\"."
                                + NearMisses.question(near) + " Nothing was done.")
                .fact("near", near)
                .operator("\"berth list\" shows the ids."));
    }

    /** Reads ports that need a grant. */
    public static List<String> ports(List<String> names) {
        return names.stream().map(Ids::port).distinct().toList();
    }

    private static String port(String name) {
        List<String> privileged = Arrays.stream(PortName.values())
                .filter(PortName::isPrivileged)
                .map(PortName::toString)
                .toList();
        if (privileged.contains(name)) {
            return name;
        }
        boolean ambient = PortName.find(name).isPresent();
        List<String> near = NearMisses.of(name, privileged);
        String what = ambient
                ? "The port \"" + name + "\" is open to every extension and needs no grant."
                : "There is no port \"" + name + "\"." + NearMisses.question(near);
        throw new ProblemException(Problem.of(ProblemCode.USAGE_INVALID, name, what + " Nothing was done.")
                .fact("ports", privileged)
                .operator("the ports that take a grant are " + String.join(", ", privileged) + "."));
    }
}
