/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** engine.md L4: class files that nobody has vouched for are woven or refused; nothing is thrown, and what is read is bounded. */
final class HostileClassTest {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int CONSTANTS = 8;

    /** A class of this test that calls what is woven, and whose class file holds a bit of everything. */
    private static final Class<?> SAMPLE = HostileClassTest.class;

    private static byte[] sample() throws IOException {
        try (InputStream in = SAMPLE.getResourceAsStream(SAMPLE.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }

    /** A file that is broken in one way. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Broken(String how, byte[] bytes) {
        @Override
        public String toString() {
            return how;
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static Broken raw(String how, int constants, Writing rest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(61);
            out.writeShort(constants);
            rest.to(out);
        }
        return new Broken(how, bytes.toByteArray());
    }

    private static Broken text(String how, int... bytes) throws IOException {
        return raw(how, 2, out -> {
            out.writeByte(1);
            out.writeShort(bytes.length);
            for (int one : bytes) {
                out.writeByte(one);
            }
            out.write(new byte[14]);
        });
    }

    static Stream<Broken> broken() throws IOException {
        byte[] good = sample();
        byte[] count = good.clone();
        ByteBuffer.wrap(count).putShort(CONSTANTS, (short) 0xFFFF);
        byte[] fewer = good.clone();
        ByteBuffer.wrap(fewer).putShort(CONSTANTS, (short) 1);
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        return Stream.of(
                new Broken("nothing", new byte[0]),
                new Broken("no class file", "PK not a class".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                new Broken("more constants than there are", count),
                new Broken("fewer constants than there are", fewer),
                new Broken("a byte behind its end", longer),
                new Broken("larger than any compiler writes", Arrays.copyOf(good, 9 << 20)),
                raw("a constant of no kind", 2, out -> out.write(new byte[] {99, 0, 0, 0, 0, 0, 0, 0, 0})),
                raw("a text longer than the file", 2, out -> out.write(new byte[] {1, -1, -1, 'a'})),
                text("a text that ends within a character", 0xE2, 0x82),
                text("a text with a byte of no encoding", 0xFF),
                text("a text with a lone follower", 0x80, 'a'),
                raw("a method of a class that is no constant", 2, out -> {
                    out.write(new byte[] {10, 0, 9, 0, 9});
                    out.write(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
                }),
                raw("65,535 methods in no room", 1, out -> {
                    out.write(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
                    out.write(new byte[] {-1, -1, 0, 0});
                }),
                raw("an attribute of 4 GB", 2, out -> {
                    out.write(new byte[] {1, 0, 1, 'a'});
                    out.write(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
                    out.write(new byte[] {0, 1, -1, -1, -1, -1});
                }));
    }

    @ParameterizedTest
    @MethodSource("broken")
    @DisplayName("engine.md L4: a file that no compiler wrote is refused, and says what is needed")
    void refused(Broken broken) {
        assertThat(Weaver.weave(broken.bytes()))
                .isInstanceOfSatisfying(
                        Woven.Refused.class,
                        refused -> assertThat(refused.needs()).startsWith("a class file "));
    }

    @Test
    @DisplayName("engine.md L4: a file that ends anywhere before its end is refused")
    void truncated() throws IOException {
        byte[] good = sample();
        assertThat(Weaver.weave(good)).isInstanceOf(Woven.Rewritten.class);
        for (int length = 0; length < good.length; length++) {
            assertThat(Weaver.weave(Arrays.copyOf(good, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(Woven.Refused.class);
        }
    }

    @Test
    @DisplayName("engine.md L4: damage of any kind throws nothing")
    void damaged() throws IOException {
        byte[] good = sample();
        Random random = new Random(5);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(Weaver.weave(bytes)).isNotNull();
        }
    }

    @Test
    @DisplayName("engine.md L4: depth and length that only a reader without limits would follow change nothing")
    void deep() {
        ClassWriter writer = new ClassWriter(0);
        String nested = "<T:".repeat(20_000);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/A", nested, "java/lang/Object", new String[0]);
        AnnotationVisitor annotation = writer.visitAnnotation("La/X;", true);
        for (int i = 0; i < 60_000; i++) {
            annotation = annotation.visitAnnotation("v", "La/X;");
        }
        writer.visitField(Opcodes.ACC_PUBLIC, "f", "[".repeat(60_000) + "I", null, null)
                .visitEnd();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitCode();
        method.visitInsn(Opcodes.ICONST_0);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        assertThat(Weaver.weave(writer.toByteArray())).isInstanceOf(Woven.Rewritten.class);
    }

    @Test
    @DisplayName("engine.md L4: a method that outgrows the limit of the JVM when it is woven is refused")
    void outgrown() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/A", null, "java/lang/Object", new String[0]);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitCode();
        method.visitLabel(new Label());
        for (int i = 0; i < 7_000; i++) {
            method.visitTypeInsn(Opcodes.NEW, "java/io/File");
            method.visitLdcInsn("x");
            method.visitMethodInsn(
                    Opcodes.INVOKESPECIAL, "java/io/FileInputStream", "<init>", "(Ljava/lang/String;)V", false);
        }
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(60_000, 0);
        method.visitEnd();
        assertThat(Weaver.weave(writer.toByteArray()))
                .isInstanceOfSatisfying(
                        Woven.Refused.class,
                        refused -> assertThat(refused.found()).contains("run"));
    }

    /** Only for its class file: it is never called. */
    static String uses(Object of) throws IOException {
        return switch (of) {
            case String text -> System.getenv(text);
            case java.io.File file when file.exists() -> java.nio.file.Files.readString(file.toPath());
            default -> ((java.util.function.Supplier<String>) () -> System.getProperty("a")).get() + of;
        };
    }
}
