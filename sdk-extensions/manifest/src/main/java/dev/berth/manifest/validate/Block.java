/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.manifest.Kind;
import dev.berth.manifest.bundle.BundleRules;
import dev.berth.manifest.bundle.ClassVersions;
import dev.berth.manifest.bundle.EntryClass;
import dev.berth.manifest.field.BlockFields;
import dev.berth.manifest.field.PackageFields;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.ConnectorPayload;
import dev.berth.manifest.payload.SkillPayload;
import dev.berth.manifest.payload.artifact.ArtifactPayload;
import dev.berth.manifest.payload.bpmn.BpmnPayload;
import dev.berth.manifest.payload.oas.OasPayload;
import dev.berth.manifest.reading.HiddenText;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * The block that declares the extension (MAN-13, MAN-14, MAN-16).
 *
 * @param name {@code berth} or its alias
 */
record Block(String name, Node.Obj object) {
    static final List<String> NAMES = List.of("berth", "cinatra");

    static Optional<Block> find(Node.Obj root, Findings findings) {
        List<Node.Member> found = root.members().stream()
                .filter(member -> NAMES.contains(member.name()))
                .toList();
        if (found.size() > 1) {
            findings.add(Fault.of(
                            ProblemCode.MANIFEST_BLOCK_AMBIGUOUS,
                            Findings.at(found.get(1).namePlace(), found.get(1).name()))
                    .says("needs exactly one block, \"berth\" or its alias \"cinatra\"")
                    .found("both")
                    .author("remove one of them"));
            return Optional.empty();
        }
        if (found.isEmpty()) {
            findings.add(Fault.of(ProblemCode.MANIFEST_BLOCK_MISSING, Findings.at(root.place(), "berth"))
                    .says("needs an object \"berth\" in package.json that declares the extension")
                    .found("none")
                    .author("add \"berth\": {\"apiVersion\": \"berth.dev/v1\", \"kind\": …}"));
            return Optional.empty();
        }
        Node.Member member = found.get(0);
        if (member.value() instanceof Node.Obj object) {
            return Optional.of(new Block(member.name(), object));
        }
        findings.add(Fault.of(
                        ProblemCode.MANIFEST_BLOCK_MISSING,
                        Findings.at(member.value().place(), member.name()))
                .valid("an object that declares the extension")
                .found(member.value()));
        return Optional.empty();
    }

    /** Reads what the block says. */
    Optional<Kind> read(Node.Obj root, Reading reading) {
        Optional<Kind> kind = BlockFields.kind(object);
        kind.ifPresent(known -> PackageFields.judgeName(root, known, reading));
        BlockFields.read(name, object, reading);
        return kind;
    }

    /** Reads it, and judges it with the files of its package. */
    void judge(Node.Obj root, Reading reading) {
        Optional<Kind> kind = read(root, reading);
        HiddenText.judge(object, "", reading.findings());
        bundle(reading);
        kind.ifPresent(known -> payload(known, reading));
    }

    private void payload(Kind kind, Reading reading) {
        switch (kind) {
            case AGENT -> OasPayload.judge(name, reading.entries(), reading.findings());
            case CONNECTOR ->
                ConnectorPayload.judge(object, !BlockFields.isAbsent(object, "serverEntry"), reading.findings());
            case ARTIFACT -> ArtifactPayload.judgeFiles(reading);
            case SKILL -> SkillPayload.judge(reading.entries(), reading.findings());
            case WORKFLOW -> BpmnPayload.judge(name, reading.entries(), reading.findings());
        }
    }

    private static void bundle(Reading reading) {
        reading.draft()
                .serverEntry()
                .ifPresent(entry -> EntryClass.judge(entry, reading.entries(), reading.findings()));
        ClassVersions.judge(reading.entries(), reading.findings());
        BundleRules.Declared declared = new BundleRules.Declared(
                reading.id(), reading.draft().version(), reading.draft().edges(), reading.live());
        reading.draft().exports(BundleRules.judge(reading.entries(), declared, reading.findings()));
    }
}
