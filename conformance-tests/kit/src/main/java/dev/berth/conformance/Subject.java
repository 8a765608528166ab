/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Utf8Text;
import java.util.Optional;

/**
 * What the gates judge: the files of one package and what its manifest says, as far as it could be read. Also a broken package is
 * one; only the gate {@code manifest} says what is wrong with its manifest.
 *
 * @param path where it lies, relative to what was asked for, with {@code /}; empty for the root itself (GATE-14)
 * @param folder the name of the folder of a source extension; empty for a packed file (GATE-20)
 * @param entries its files
 * @param packageJson {@code package.json}, if it is one object
 * @param phase when it is judged: some rules are the host's alone (GATE-55)
 * @param validation what the validator found in that phase
 * @param policy what the author's organisation or the host decides
 * @param neighbours what else is known: the other subjects of the run and the extensions of a host
 */
public record Subject(
        String path,
        Optional<String> folder,
        PackageEntries entries,
        Optional<Node.Obj> packageJson,
        Phase phase,
        Validation validation,
        Policy policy,
        Neighbours neighbours) {
    /** Reads {@code package.json} as far as it is one object. */
    public static Optional<Node.Obj> readPackageJson(PackageEntries entries) {
        return entries.read("package.json")
                .map(Utf8Text::of)
                .filter(Utf8Text.Decoded.class::isInstance)
                .flatMap(text ->
                        LocatedJson.read(((Utf8Text.Decoded) text).text()).root())
                .filter(Node.Obj.class::isInstance)
                .map(Node.Obj.class::cast);
    }

    /** Returns what people call it: {@code @acme/crm-connector 1.4.0}, or its folder or file while it has no readable name. */
    public String name() {
        return packageJson
                .flatMap(dev.berth.manifest.finding.Findings::subject)
                .or(() -> folder)
                .orElseGet(entries::name);
    }

    /** Returns the manifest, if it has no error. */
    public Optional<ExtensionManifest> manifest() {
        return validation.manifest();
    }

    /** Returns the block with the extension's fields, under either of its names. */
    public Optional<Node.Obj> block() {
        return packageJson
                .flatMap(root -> root.get("berth").or(() -> root.get("cinatra")))
                .filter(Node.Obj.class::isInstance)
                .map(Node.Obj.class::cast);
    }
}
