/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.fuzz;

import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A package of a kind, one file of which comes from a fuzzer; the others are right. */
record FuzzedPackage(Map<String, byte[]> files) implements PackageEntries {
    private static final String BLOCK = "\"apiVersion\": \"berth.dev/v1\", \"dependencies\": [], ";

    static FuzzedPackage of(String kind, String more) {
        String manifest = "{\"name\": \"@acme/x-" + kind + "\", \"version\": \"1.0.0\", \"license\": \"MIT\","
                + " \"description\": \"X.\", \"berth\": {" + BLOCK + "\"kind\": \"" + kind + "\"" + more + "}}";
        return new FuzzedPackage(Map.of()).with("package.json", manifest.getBytes(StandardCharsets.UTF_8));
    }

    FuzzedPackage with(String path, byte[] content) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.put(path, content);
        return new FuzzedPackage(changed);
    }

    @Override
    public Set<String> paths() {
        return files.keySet();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public Form form() {
        return Form.TGZ;
    }

    /** Judges it; whatever it holds, the answer is a manifest or a problem that can be told. */
    void judge() {
        for (Phase phase : Phase.values()) {
            Validation validation = new ManifestValidator().validate(this, phase, ManifestPolicy.of("2.2.0"));
            boolean refused = false;
            for (Problem problem : validation.problems()) {
                refused |= problem.isError();
                if (problem.text().isEmpty() || problem.toJson().toString().isEmpty()) {
                    throw new AssertionError("a problem without a text: " + problem.code());
                }
            }
            if (refused == validation.manifest().isPresent()) {
                throw new AssertionError("an error and a manifest, or neither: " + validation.problems());
            }
        }
    }
}
