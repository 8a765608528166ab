/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The code of a class that forwards: a field with a handle for each method, a method that calls it, and a last field whose handle
 * turns what is thrown into what may be seen.
 */
final class ForwarderCode {
    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final String FIELD = "L" + HANDLE + ";";
    private static final String THROWABLE = "java/lang/Throwable";

    private final ClassWriter code = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    private final String name;
    private final List<Method> methods;

    private ForwarderCode(String name, List<Method> methods) {
        this.name = name;
        this.methods = methods;
    }

    /** Makes the class of this name that implements an interface. */
    static byte[] of(String name, Class<?> type) {
        return new ForwarderCode(name.replace('.', '/'), Forwarder.methods(type)).write(type);
    }

    private byte[] write(Class<?> type) {
        code.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                name,
                null,
                "java/lang/Object",
                new String[] {Type.getInternalName(type)});
        for (int i = 0; i <= methods.size(); i++) {
            code.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), FIELD, null, null)
                    .visitEnd();
        }
        constructor();
        for (int i = 0; i < methods.size(); i++) {
            method(methods.get(i), i);
        }
        code.visitEnd();
        return code.toByteArray();
    }

    private static String field(int number) {
        return "m" + number;
    }

    private void constructor() {
        MethodVisitor body = code.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "([" + FIELD + ")V", null, null);
        body.visitCode();
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        for (int i = 0; i <= methods.size(); i++) {
            body.visitVarInsn(Opcodes.ALOAD, 0);
            body.visitVarInsn(Opcodes.ALOAD, 1);
            body.visitIntInsn(Opcodes.SIPUSH, i);
            body.visitInsn(Opcodes.AALOAD);
            body.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), FIELD);
        }
        end(body, Opcodes.RETURN);
    }

    private void method(Method method, int number) {
        String descriptor = Type.getMethodDescriptor(method);
        String[] thrown = Arrays.stream(method.getExceptionTypes())
                .map(Type::getInternalName)
                .toArray(String[]::new);
        MethodVisitor body =
                code.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, method.getName(), descriptor, null, thrown);
        body.visitCode();
        Label start = new Label();
        Label over = new Label();
        Label failed = new Label();
        body.visitTryCatchBlock(start, over, failed, THROWABLE);
        body.visitLabel(start);
        load(body, number);
        int slot = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            body.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        body.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
        body.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        body.visitLabel(over);
        body.visitLabel(failed);
        load(body, methods.size());
        body.visitInsn(Opcodes.SWAP);
        body.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", "(L" + THROWABLE + ";)L" + THROWABLE + ";", false);
        end(body, Opcodes.ATHROW);
    }

    private void load(MethodVisitor body, int number) {
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitFieldInsn(Opcodes.GETFIELD, name, field(number), FIELD);
    }

    /** The sizes are computed. */
    private static void end(MethodVisitor body, int instruction) {
        body.visitInsn(instruction);
        body.visitMaxs(0, 0);
        body.visitEnd();
    }
}
