/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Weaves a method that the JDK asks for the address to open: what it answers is checked like the address of a new source. */
final class AnswerWeaver extends MethodVisitor {
    /** The method, by which classes that have one are told apart. */
    static final String METHOD = "getSystemId";

    private static final String DESCRIPTOR = "()Ljava/lang/String;";
    private static final String SOURCE = "org/xml/sax/InputSource";
    private static final String CHECK = "(Ljava/lang/String;)[Ljava/lang/Object;";

    private final ClassWeaver type;

    AnswerWeaver(ClassWeaver type, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.type = type;
    }

    /** Tells whether the JDK may take an object of the class for a source; most that have such a method only say where they are. */
    static boolean isAsked(String method, String descriptor, @Nullable String parent, String @Nullable [] interfaces) {
        if (!method.equals(METHOD) || !descriptor.equals(DESCRIPTOR)) {
            return false;
        }
        boolean isSource = interfaces != null
                && Arrays.stream(interfaces)
                        .anyMatch(name ->
                                name.equals("javax/xml/transform/Source") || name.equals("org/w3c/dom/ls/LSInput"));
        return isSource || !"java/lang/Object".equals(parent);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.ARETURN) {
            type.change("a source of its own");
            super.visitInsn(Opcodes.DUP);
            super.visitInvokeDynamicInsn("make", CHECK, MethodWeaver.NEW, Type.getObjectType(SOURCE));
            super.visitInsn(Opcodes.POP);
        }
        super.visitInsn(opcode);
    }
}
