/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Brings working copies into a host in development mode: an ordinary update, or an install (LIFE-68).
 *
 * @param grant which ports it gets: {@code all}, {@code none}, or names
 */
record Delivery(Session session, List<String> grant) {
    /** Refuses a host that takes no working copies, before anything is built for it. */
    void requireDevelopment() {
        String mode = Json.text(session.host().get("/api/status"), "mode");
        if (!mode.equals("DEVELOPMENT")) {
            throw new ProblemException(Problem.of(
                            ProblemCode.VERSION_DEV,
                            session.address().toString(),
                            "berth dev needs a host in development mode, since no other takes the version of a working copy; "
                                    + session.address() + " is in production. Nothing was built.")
                    .operator("start a host of your own: berth up --dev"));
        }
    }

    /** Sends it, and returns what the host did with it. */
    JsonObject send(WorkingCopy copy, Path built) {
        // Another one each time: a host that was started anew has another address and token.
        HostClient host = new HostClient(session.address());
        JsonObject request = request(copy).with("upload", upload(copy, built, host));
        try {
            return host.post("/api/operations", request.with("operation", "update"));
        } catch (ProblemException e) {
            if (e.problem().code() != ProblemCode.EXTENSION_NOT_FOUND) {
                throw e;
            }
            return host.post("/api/operations", request.with("operation", "install"));
        }
    }

    /** Who works on it agrees to what it asks for; it is their own host. */
    private JsonObject request(WorkingCopy copy) {
        boolean word = grant.equals(List.of("all")) || grant.equals(List.of("none"));
        JsonObject request = JsonObject.of(
                "acceptLicense",
                true,
                "acceptLowerTier",
                true,
                "acceptPermissions",
                copy.manifest().permissions());
        return word ? request.with("grant", grant.get(0)) : request.with("grant", Ids.ports(grant));
    }

    private static String upload(WorkingCopy copy, Path built, HostClient host) {
        try {
            Path folder = Files.createTempDirectory("berth-dev");
            Path file = copy.writeTo(folder, built);
            try {
                return Json.text(host.upload(file), "upload");
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
