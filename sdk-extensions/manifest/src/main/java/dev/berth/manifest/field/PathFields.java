/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.PackagePath;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fields that name files or folders (MAN-47, MAN-49 to MAN-51). */
final class PathFields {
    private static final Pattern MIGRATION = Pattern.compile("[0-9]{4}-[A-Za-z0-9._-]{1,200}\\.sql");
    private static final String VALID_FOLDER = "a folder with files NNNN-name.sql, each number once";

    private PathFields() {}

    static void devFixtures(Node value, Reading reading) {
        String path = ((Node.Text) value).value();
        // A host that reads the text of a manifest back has the file elsewhere.
        if (PackagePath.flaw(path).isEmpty()) {
            reading.draft().devFixtures(path.startsWith("./") ? path.substring(2) : path);
        }
        PackagePath.file((Node.Text) value, "devFixtures", reading);
    }

    static void logo(Node value, Reading reading) {
        Optional<String> path = PackagePath.file((Node.Text) value, "logo", reading);
        if (path.isEmpty()) {
            return;
        }
        Optional<String> flaw = reading.entries().read(path.get()).flatMap(bytes -> SvgLogo.flaw(path.get(), bytes));
        if (flaw.isEmpty()) {
            reading.draft().logo(path.get());
        } else {
            reading.report(Reading.fault(ProblemCode.LOGO_INVALID, value.place(), "logo")
                    .valid("a plain .svg file smaller than 16 KB")
                    .found(value)
                    .but("found " + Quoted.of(value) + ", which has " + flaw.get())
                    .then("The default icon is shown."));
        }
    }

    /** Every value counts as "declares migrations": a typing error must not turn migrations off. */
    static void migrationsDir(Node value, Reading reading) {
        if (!(value instanceof Node.Text text) || text.isBlank()) {
            reading.report(migrations(value).found(value));
            return;
        }
        Optional<String> path = PackagePath.safe(text, "migrationsDir", reading);
        if (path.isEmpty()) {
            return;
        }
        String folder = path.get().endsWith("/") ? path.get() : path.get() + "/";
        List<String> files = reading.entries().paths().stream()
                .filter(file -> file.startsWith(folder))
                .map(file -> file.substring(folder.length()))
                .sorted()
                .toList();
        if (files.isEmpty()) {
            reading.report(migrations(value).but("found " + Quoted.of(value) + ", which has no file"));
        } else {
            judgeFiles(value, files, reading);
            reading.draft().migrationsDir(path.get());
        }
        if (reading.live().filter(view -> !view.allowsMigrations()).isPresent()) {
            reading.report(Reading.fault(ProblemCode.MIGRATIONS_NOT_ALLOWED, value.place(), "migrationsDir")
                    .says("needs the host to run its migrations")
                    .but("policy does not let an extension of its origin and trust tier run any")
                    .operator("install a package of a tier that may")
                    .author("have the package verified, or do without migrations"));
        }
    }

    private static void judgeFiles(Node value, List<String> files, Reading reading) {
        Map<String, String> byNumber = new HashMap<>();
        for (String file : files) {
            if (!MIGRATION.matcher(file).matches()) {
                reading.report(migrations(value).found(Quoted.of(file) + " in it"));
                continue;
            }
            String number = file.substring(0, 4);
            String first = byNumber.putIfAbsent(number, file);
            if (first != null) {
                reading.report(migrations(value)
                        .found(Quoted.of(first) + " and " + Quoted.of(file))
                        .author("give one of them the next number"));
            }
        }
    }

    private static Fault migrations(Node value) {
        return Reading.fault(ProblemCode.MIGRATIONS_MALFORMED, value.place(), "migrationsDir")
                .valid(VALID_FOLDER);
    }
}
