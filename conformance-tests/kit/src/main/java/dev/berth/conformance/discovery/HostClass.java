/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import dev.berth.manifest.discovery.KindReader;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What GATE-91 asks of a class of a host. A text that mentions an id among other words is for people, and none to branch on. */
final class HostClass extends ClassVisitor {
    private static final String READER = KindReader.class.getName().replace('.', '/');
    private static final String READ = "read";

    /** Who may call readers: discovery, and the readers themselves. */
    private static final String DISCOVERY = "dev/berth/host/discovery/";

    /** The one list of what is exempt: generated files, by the annotations that generators leave. */
    private static final List<String> GENERATED = List.of("Generated;", "JStacheGenerated;");

    private final Set<String> ids = new TreeSet<>();
    private final Set<String> reads = new TreeSet<>();
    private String name = "";
    private boolean exempt;

    private HostClass() {
        super(Opcodes.ASM9);
    }

    static HostClass read(byte[] classFile) {
        HostClass found = new HostClass();
        new ClassReader(classFile).accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found;
    }

    /** Returns its name without its package, which the path of its file tells. */
    String name() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    boolean isExempt() {
        return exempt;
    }

    /** Returns the texts that are ids of extensions. */
    Set<String> ids() {
        return Set.copyOf(ids);
    }

    /** Returns the methods of readers that it calls without being part of discovery. */
    Set<String> reads() {
        return Set.copyOf(reads);
    }

    @Override
    public void visit(int version, int access, String type, String signature, String superName, String[] interfaces) {
        name = type;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        exempt |= GENERATED.stream().anyMatch(descriptor::endsWith);
        return super.visitAnnotation(descriptor, visible);
    }

    @Override
    public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
        constant(value);
        return super.visitField(access, field, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitLdcInsn(Object value) {
                constant(value);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                call(owner, called);
            }

            @Override
            public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                for (Object argument : arguments) {
                    if (argument instanceof Handle handle) {
                        call(handle.getOwner(), handle.getName());
                    } else {
                        constant(argument);
                    }
                }
            }
        };
    }

    private void constant(Object value) {
        if (value instanceof String text && ExtensionId.isValid(text)) {
            ids.add(text);
        }
    }

    private void call(String owner, String method) {
        if (owner.equals(READER) && method.equals(READ) && !name.startsWith(DISCOVERY)) {
            reads.add(owner.substring(owner.lastIndexOf('/') + 1) + "." + method);
        }
    }
}
