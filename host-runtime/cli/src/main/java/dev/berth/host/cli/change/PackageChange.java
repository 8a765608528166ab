/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.host.marketplace.trust.sign.PackageSignature;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Install and update: sends package files and says how to take them. */
public final class PackageChange implements Change {
    private final String operation;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "The package file. To install, several are fine, and folders: of a folder beside a file, only what the"
                            + " file needs is taken; of folders alone, all.")
    private List<String> paths = List.of();

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
            names = "--accept-lower-tier",
            description = "Agree to an update that is trusted less than the version before.")
    private boolean acceptLowerTier;

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
        PackagePaths files = new PackagePaths(operation, paths);
        JsonObject request =
                JsonObject.of("operation", operation, "acceptUnsigned", acceptUnsigned, "acceptLicense", acceptLicense);
        request = acceptLowerTier ? request.with("acceptLowerTier", true) : request;
        if (grant.equals(List.of("all")) || grant.equals(List.of("none"))) {
            request = request.with("grant", grant.get(0));
        } else if (!grant.isEmpty()) {
            request = request.with("grant", Ids.ports(grant));
        }
        if (!acceptPermissions.isEmpty()) {
            List<String> named = acceptPermissions.equals(List.of("none")) ? List.of() : acceptPermissions;
            request = request.with("acceptPermissions", named);
        }
        return whose.of(
                files.isOne()
                        ? request.with("upload", sent(files.roots().get(0), session))
                        : request.with("uploads", sent(files.roots(), session))
                                .with("candidates", sent(files.candidates(), session)));
    }

    private static List<String> sent(List<Path> files, Session session) {
        return files.stream().map(file -> sent(file, session)).toList();
    }

    private static String sent(Path file, Session session) {
        JsonObject sent = session.progress()
                .during("Sending " + file.getFileName(), () -> session.host().upload(file));
        String upload = Json.text(sent, "upload");
        // Who vouches for it lies beside it (TRUST-38).
        Path signature = file.resolveSibling(file.getFileName() + PackageSignature.SUFFIX);
        if (Files.exists(signature)) {
            session.host().uploadSignature(upload, signature);
        }
        return upload;
    }
}
