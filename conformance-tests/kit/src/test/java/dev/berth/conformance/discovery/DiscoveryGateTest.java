/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.GateRun;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.discovery.KindReader;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

final class DiscoveryGateTest {
    private static final String READER = Type.getInternalName(KindReader.class);

    private static byte[] classFile(String name, Consumer<MethodVisitor> body, String... annotations) {
        ClassWriter out = new ClassWriter(0);
        out.visit(Opcodes.V21, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        for (String annotation : annotations) {
            out.visitAnnotation(annotation, false).visitEnd();
        }
        MethodVisitor method = out.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
        method.visitCode();
        body.accept(method);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(9, 9);
        method.visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    private static GateRun run(String name, Consumer<MethodVisitor> body, String... annotations) {
        return module().file(name + ".class", classFile(name, body, annotations))
                .run(new DiscoveryGate());
    }

    private static SubjectBuilder module() {
        return SubjectBuilder.connector().withoutManifest().packed(Form.JAR);
    }

    @Test
    @DisplayName("GATE-S19, GATE-91: a host class with an extension id literal, in code or as a constant")
    void literal() {
        GateRun run = run("dev/berth/host/live/A", method -> method.visitLdcInsn("@acme/crm-connector"));
        assertThat(run.codes()).containsExactly("GATE-91 extension-id-in-host");
        assertThat(run.problem().summary()).contains("\"@acme/crm-connector\" in A");
        ClassWriter out = new ClassWriter(0);
        out.visit(Opcodes.V21, 0, "dev/berth/host/B", null, "java/lang/Object", null);
        out.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "ID", "Ljava/lang/String;", null, "@acme/crm-agent");
        assertThat(module().file("dev/berth/host/B.class", out.toByteArray())
                        .run(new DiscoveryGate())
                        .codes())
                .containsExactly("GATE-91 extension-id-in-host");
    }

    @Test
    @DisplayName("GATE-91: texts for people, generated files and other packages are fine")
    void exempt() {
        assertThat(run("dev/berth/host/A", method -> method.visitLdcInsn("berth archive @acme/crm-connector"))
                        .codes())
                .isEmpty();
        assertThat(run(
                                "dev/berth/host/A",
                                method -> method.visitLdcInsn("@acme/crm-connector"),
                                "Ljavax/annotation/processing/Generated;")
                        .codes())
                .isEmpty();
        assertThat(run("com/acme/A", method -> method.visitLdcInsn("@acme/crm-connector"))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-91: a reader is called by discovery alone, also by reference")
    void bypass() {
        Consumer<MethodVisitor> call =
                method -> method.visitMethodInsn(Opcodes.INVOKEINTERFACE, READER, "read", "()V", true);
        assertThat(run("dev/berth/host/port/A", call).codes()).containsExactly("GATE-91 discovery-bypass");
        assertThat(run("dev/berth/host/discovery/A", call).codes()).isEmpty();
        assertThat(run(
                                "dev/berth/host/port/A",
                                method -> method.visitMethodInsn(Opcodes.INVOKEINTERFACE, READER, "kind", "()V", true))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-91: an extension is skipped, with the reason; a host's module is not")
    void skipped() {
        assertThat(new DiscoveryGate().skipped(SubjectBuilder.connector().build()))
                .contains("it is no module of a host");
        SubjectBuilder host = module().file("dev/berth/host/A.class", classFile("dev/berth/host/A", method -> {}));
        assertThat(new DiscoveryGate().skipped(host.build())).isEmpty();
    }
}
