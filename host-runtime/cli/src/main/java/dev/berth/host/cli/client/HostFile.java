/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/** What a running host leaves in its home for the commands: {@code host.json}, for its owner's eyes only. */
public record HostFile(URI url, URI mcpUrl, Optional<URI> operatorUrl, String token, long pid, Instant startedAt) {
    private static final String NAME = "host.json";

    public static Path in(Path home) {
        return home.resolve(NAME);
    }

    /**
     * Reads the file of a home, if there is one.
     *
     * @throws IllegalArgumentException if it is not what {@link #write} writes
     * @throws java.time.DateTimeException if its time is none
     */
    public static Optional<HostFile> read(Path home) throws IOException {
        String text;
        try {
            text = Files.readString(in(home));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        JsonValue json = StrictJson.parse(text);
        Members members = json.as(Members.class);
        return Optional.of(new HostFile(
                URI.create(members.url()),
                URI.create(members.mcpUrl()),
                members.operatorUrl().map(URI::create),
                members.token(),
                members.pid(),
                Instant.parse(members.startedAt())));
    }

    private record Members(
            String url, String mcpUrl, Optional<String> operatorUrl, String token, long pid, String startedAt) {}

    /** Writes it in one step and readable by nobody else from the first byte on: it holds the owner's token. */
    public void write(Path home) throws IOException {
        Files.createDirectories(home);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(home, NAME, ".new", owner);
        try {
            Files.writeString(fresh, toJson() + "\n");
            Files.move(fresh, in(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private JsonObject toJson() {
        JsonObject json =
                JsonObject.of("url", url, "mcpUrl", mcpUrl, "token", token, "pid", pid, "startedAt", startedAt);
        return operatorUrl.map(door -> json.with("operatorUrl", door)).orElse(json);
    }

    /** Tells whether the process that wrote it still runs; a later process may have got its number. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> !start.isAfter(startedAt.plusSeconds(2)))
                        .orElse(true))
                .isPresent();
    }

    /** Never prints the token. */
    @Override
    public String toString() {
        return url + " (process " + pid + ")";
    }
}
