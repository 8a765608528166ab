/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Writes packages without code, the smallest there are. */
record SkillPackage(String name, String version, String dependencies) {
    SkillPackage(String name, String version) {
        this(name, version, "");
    }

    /** Requires another package of any 1.x version. */
    SkillPackage needs(String other) {
        return new SkillPackage(name, version, """
                {"packageName": "%s", "kind": "skill", "edgeType": "runtime", "requirement": "required",
                 "versionConstraint": {"kind": "semver-range", "range": "^1"}}""".formatted(other));
    }

    Path write(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name.substring(1).replace('/', '.'));
        main.putValue("Bundle-Version", version);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            entry(jar, "package.json", """
                    {"name": "%s", "version": "%s", "description": "A skill for tests.", "license": "Apache-2.0",
                     "berth": {"apiVersion": "berth.dev/v1", "kind": "skill", "displayName": "Test", "sdkAbiRange": "^2.2",
                               "dependencies": [%s]}}
                    """.formatted(name, version, dependencies));
            entry(jar, "skills/test-notes/SKILL.md", """
                    ---
                    name: test-notes
                    description: Helps with nothing. Use when a test needs a skill.
                    license: Apache-2.0
                    metadata:
                      match_when:
                        - agent_has_tag: test
                    ---
                    # Test notes

                    Do nothing.
                    """);
        }
        return file;
    }

    private static void entry(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
