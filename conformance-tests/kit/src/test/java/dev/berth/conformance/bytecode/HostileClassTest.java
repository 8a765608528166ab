/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files that nobody has vouched for: bounded work and no exception, whatever they hold. */
final class HostileClassTest {
    private static final Handle BOOTSTRAP = new Handle(
            Opcodes.H_INVOKESTATIC,
            "a/B",
            "make",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
            false);

    private static ClassWriter writer() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/A", null, "java/lang/Object", new String[0]);
        return writer;
    }

    private static Optional<ClassFacts> read(byte[] bytes) {
        return ClassScan.read("a/A.class", bytes);
    }

    @Test
    @DisplayName("annotations that nest deeper than any stack are passed over")
    void nestedAnnotations() {
        ClassWriter writer = writer();
        AnnotationVisitor annotation = writer.visitAnnotation("La/X;", true);
        for (int i = 0; i < 60_000; i++) {
            annotation = annotation.visitAnnotation("v", "La/X;");
        }
        assertThat(read(writer.toByteArray()))
                .hasValueSatisfying(facts -> assertThat(facts.name()).isEqualTo("a/A"));
    }

    @Test
    @DisplayName("constants may hold constants, but not without end")
    void nestedConstants() {
        assertThat(read(withConstant(3)))
                .hasValueSatisfying(facts -> assertThat(facts.methods().get(0).uses())
                        .anyMatch(use -> use.owner().equals("a/B")));
        assertThat(read(withConstant(500))).isEmpty();
    }

    private static byte[] withConstant(int levels) {
        Object constant = "bottom";
        for (int i = 0; i < levels; i++) {
            constant = new ConstantDynamic("n" + i, "Ljava/lang/Object;", BOOTSTRAP, constant, i);
        }
        ClassWriter writer = writer();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
        method.visitCode();
        method.visitLdcInsn(constant);
        method.visitInsn(Opcodes.POP);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 1);
        method.visitEnd();
        return writer.toByteArray();
    }

    @Test
    @DisplayName("lengths that lead back or beyond the file are refused")
    void lengths() {
        byte[] bytes = Compiled.classes("a.A", "package a; class A { void run() { System.exit(1); } }")
                .get("a/A.class");
        for (int i = 0; i + 4 <= bytes.length; i++) {
            for (int value : new int[] {-6, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x0000FFFF}) {
                byte[] changed = bytes.clone();
                ByteBuffer.wrap(changed).putInt(i, value);
                assertThat(read(changed)).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("random damage never throws")
    void damage() {
        byte[] bytes = Compiled.classes("a.A", """
                package a;
                record A(String name, long[] values) {
                    Object run(Object o) throws Exception {
                        try {
                            return switch (o) {
                                case String s when s.isEmpty() -> (Runnable) () -> System.out.println(s + values.length);
                                case Integer i -> new int[i][2];
                                default -> o.toString();
                            };
                        } catch (IllegalStateException e) {
                            throw new Exception(e);
                        }
                    }
                }
                """).get("a/A.class");
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThat(read(changed)).isNotNull();
        }
        assertThat(read(bytes)).isPresent();
    }

    @Test
    @DisplayName("a call with more parameters than a JVM takes is refused, not counted at every call")
    void longDescriptor() {
        ClassWriter writer = writer();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
        method.visitCode();
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "a/B", "call", "(" + "I".repeat(300) + ")V", false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 1);
        method.visitEnd();
        assertThat(read(writer.toByteArray())).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 65, (byte) 0xFF}))
                .isEmpty();
    }
}
