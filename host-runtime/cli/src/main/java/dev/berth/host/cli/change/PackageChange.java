/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Install and update: sends a package file and says how to take it. */
public final class PackageChange implements Change {
    private final String operation;

    @Parameters(paramLabel = "PATH", description = "The package file.")
    private String path = "";

    @Option(
            names = "--grant",
            paramLabel = "all|none|PORT",
            split = ",",
            description = "Which of the ports it asks for to approve at once: all, none, or a list with commas."
                    + " Without it, they wait for \"berth grant\".")
    private List<String> grant = List.of();

    @Option(names = "--accept-unsigned", description = "Agree to run it although nobody signed it.")
    private boolean acceptUnsigned;

    @Option(names = "--accept-license", description = "Acknowledge its copyleft licence.")
    private boolean acceptLicense;

    @Option(
            names = "--accept-permissions",
            paramLabel = "none|PERMISSION",
            split = ",",
            description =
                    "Agree to exactly these permissions, a list with commas. An update that asks for more than the"
                            + " version before needs it.")
    private List<String> acceptPermissions = List.of();

    @Mixin
    private final Whose whose = new Whose();

    @Mixin
    private final Consent consent = new Consent();

    /** Makes the command for {@code install} or {@code update}. */
    public PackageChange(String operation) {
        this.operation = operation;
    }

    @Override
    public Consent consent() {
        return consent;
    }

    @Override
    public JsonObject request(Session session) {
        Path file = file();
        JsonObject request =
                JsonObject.of("operation", operation, "acceptUnsigned", acceptUnsigned, "acceptLicense", acceptLicense);
        if (grant.equals(List.of("all")) || grant.equals(List.of("none"))) {
            request = request.with("grant", grant.get(0));
        } else if (!grant.isEmpty()) {
            request = request.with("grant", Ids.ports(grant));
        }
        if (!acceptPermissions.isEmpty()) {
            List<String> named = acceptPermissions.equals(List.of("none")) ? List.of() : acceptPermissions;
            request = request.with("acceptPermissions", named);
        }
        JsonObject sent = session.progress()
                .during("Sending " + file.getFileName(), () -> session.host().upload(file));
        return whose.of(request.with("upload", Json.text(sent, "upload")));
    }

    private Path file() {
        try {
            Path file = Path.of(path);
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw missing(Files.isDirectory(file) ? "that is a folder" : "nothing is there");
        } catch (InvalidPathException e) {
            throw missing("that is no path");
        }
    }

    private ProblemException missing(String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.FILE_NOT_FOUND,
                        path,
                        operation + " needs a package file; found \"" + path + "\", and " + found
                                + ". Nothing was sent and nothing was changed.")
                .operator("name the .jar or .tgz that the extension's build made."));
    }
}
