/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.Session;
import dev.berth.host.marketplace.trust.sign.KeyFile;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of whoever signs, in the folder {@code keys} of the home: private halves encrypted, public halves to hand out (TRUST-64). */
final class OwnKeys {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final String PRIVATE = ".key";
    private static final String PUBLIC = ".pub.json";

    private final Path folder;
    private final String command;

    OwnKeys(Session session) {
        this.folder = session.home().resolve("keys");
        this.command = session.command();
    }

    /** Keeps a new key; returns the file to hand out. */
    Path keep(String name, SigningKey key, PublicKeyFile shown, char[] passphrase) {
        requireName(name);
        try {
            Files.createDirectories(folder);
            new KeyFile(folder.resolve(name + PRIVATE)).write(key, passphrase);
            return Files.writeString(folder.resolve(name + PUBLIC), shown.json() + "\n");
        } catch (IOException e) {
            throw usage("a folder that can be written, " + folder + "; found: " + e.getMessage());
        }
    }

    /** Writes a statement about a key beside it. */
    Path state(String name, JsonObject statement) {
        try {
            return Files.writeString(folder.resolve(name + ".statement.json"), statement + "\n");
        } catch (IOException e) {
            throw usage("a folder that can be written, " + folder + "; found: " + e.getMessage());
        }
    }

    SigningKey open(String name, char[] passphrase) {
        requireName(name);
        return new KeyFile(folder.resolve(name + PRIVATE)).read(passphrase);
    }

    /** Returns the public halves, by name. */
    Map<String, PublicKeyFile> all() {
        Map<String, PublicKeyFile> all = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(PUBLIC)) {
                        all.put(name.substring(0, name.length() - PUBLIC.length()), publicKey(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** Returns the name that was given, or that of the only key there is. */
    String one(List<String> given) {
        if (!given.isEmpty()) {
            return given.get(0);
        }
        List<String> names = List.copyOf(all().keySet());
        if (names.size() != 1) {
            throw usage(
                    names.isEmpty()
                            ? "a key; found none in " + folder + ", so make one: berth keys gen NAME --scope SCOPE"
                            : "--key with the name of one of your keys: " + String.join(", ", names) + "; found none");
        }
        return names.get(0);
    }

    /** Reads a file that somebody hands out. */
    PublicKeyFile publicKey(Path file) {
        try {
            return PublicKeyFile.parse(document(file));
        } catch (IllegalArgumentException e) {
            throw usage("a public key in " + file + ", which " + e.getMessage());
        }
    }

    /** Reads a public key or a statement. */
    JsonObject document(Path file) {
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) < 64 * 1024
                    && StrictJson.parse(Files.readString(file)) instanceof JsonObject document) {
                return document;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw usage("the JSON of a key in " + file + "; found: " + e.getMessage());
        }
        throw usage("a file with the JSON of a key; found none at " + file);
    }

    private void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw usage("a name of at most 64 of a-z, 0-9, \".\", \"_\" and \"-\"; found another");
        }
    }

    private ProblemException usage(String needsAndFound) {
        return new ProblemException(Problem.of(
                ProblemCode.USAGE_INVALID, command, command + " needs " + needsAndFound + ". Nothing was changed."));
    }
}
