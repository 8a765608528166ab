/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.field.PackageFields;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.HiddenFiles;
import dev.berth.manifest.reading.HiddenText;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.value.SdkAbi;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Judges a package by its manifest, in every phase (MAN-1). Pure, never throws on what a package holds, and reports every
 * problem of one pass, in order. Holds no state; any thread may use it.
 */
public final class ManifestValidator {
    /** Judges a package without knowing what is live beside it. */
    public Validation validate(PackageEntries entries, Phase phase, ManifestPolicy policy) {
        return validate(entries, phase, policy, Optional.empty());
    }

    /** Judges a package beside what is live in a host. */
    public Validation validate(PackageEntries entries, Phase phase, ManifestPolicy policy, LiveView live) {
        return validate(entries, phase, policy, Optional.of(live));
    }

    /**
     * Tells whether a {@code package.json} declares an extension, so that a scan of folders can pass over others (MAN-13). One that
     * cannot be read does if it names a block.
     */
    public static boolean declaresExtension(byte[] packageJson) {
        if (!isObject(packageJson)) {
            String text = new String(packageJson, StandardCharsets.UTF_8);
            return Block.NAMES.stream().anyMatch(name -> text.contains('"' + name + '"'));
        }
        return ManifestFile.read(packageJson) instanceof ManifestFile.Parsed parsed
                && parsed.json().root().orElse(null) instanceof Node.Obj root
                && Block.NAMES.stream().anyMatch(name -> root.get(name).isPresent());
    }

    /** Tells whether a {@code package.json} can be read as an object, right or wrong; if not, nobody can tell whose it is. */
    public static boolean isObject(byte[] packageJson) {
        return ManifestFile.read(packageJson) instanceof ManifestFile.Parsed parsed
                && parsed.json().root().orElse(null) instanceof Node.Obj;
    }

    /**
     * Reads a manifest that was valid when its package was installed, from its text alone. It is judged again, with the package,
     * before a class is loaded (MAN-67).
     *
     * @return empty if the text is not a manifest
     */
    public Optional<ExtensionManifest> reread(String json) {
        PackageEntries alone = new ManifestAlone(json);
        ManifestFile file = ManifestFile.read(alone);
        if (!(file instanceof ManifestFile.Parsed parsed)
                || !(parsed.json().root().orElse(null) instanceof Node.Obj root)) {
            return Optional.empty();
        }
        Findings findings = new Findings(file.subject().orElse(alone.name()), Phase.HOST);
        Reading reading = new Reading(alone, ManifestPolicy.of(SdkAbi.VERSION), Optional.empty(), findings);
        PackageFields.read(root, reading);
        Block.find(root, findings).ifPresent(block -> block.read(root, reading));
        return reading.accepted(parsed.text());
    }

    private static Validation validate(
            PackageEntries entries, Phase phase, ManifestPolicy policy, Optional<LiveView> live) {
        ManifestFile file = ManifestFile.read(entries);
        Findings findings = new Findings(file.subject().orElse(entries.name()), phase);
        if (!(file instanceof ManifestFile.Parsed parsed)) {
            file.report(findings);
            return new Validation(Optional.empty(), findings.sorted());
        }
        file.report(findings);
        if (!(parsed.json().root().orElse(null) instanceof Node.Obj root)) {
            return new Validation(Optional.empty(), findings.sorted());
        }
        Reading reading = new Reading(entries, policy, live, findings);
        PackageFields.read(root, reading);
        root.get("description").ifPresent(value -> HiddenText.judge(value, "description", findings));
        Block.find(root, findings).ifPresent(block -> block.judge(root, reading));
        PayloadFolders.judge(entries, findings);
        HiddenFiles.judge(entries, findings);
        PublishedRecord.judge(reading);
        return new Validation(reading.manifest(parsed.text()), findings.sorted());
    }
}
