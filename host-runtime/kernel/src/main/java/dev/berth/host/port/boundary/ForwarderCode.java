/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The code of a class that forwards: a field with the target, one whose handle hands over what it returns, and one whose handle turns
 * what it throws into what may be seen; and a method for each of the interface, which calls it.
 */
final class ForwarderCode {
    /** What takes the class of a result and the result, and returns what is handed over. */
    static final MethodType RETURNED = MethodType.methodType(Object.class, Class.class, Object.class);

    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final String FIELD = "L" + HANDLE + ";";
    private static final String THROWABLE = "java/lang/Throwable";

    private final ClassWriter code = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    private final String name;
    private final Class<?> type;
    private final String target;

    private ForwarderCode(String name, Class<?> type) {
        this.name = name;
        this.type = type;
        this.target = Type.getDescriptor(type);
    }

    /** Makes the class of this name that implements an interface. */
    static byte[] of(String name, Class<?> type) {
        return new ForwarderCode(name.replace('.', '/'), type).write();
    }

    private byte[] write() {
        code.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                name,
                null,
                "java/lang/Object",
                new String[] {Type.getInternalName(type)});
        constructor();
        Forwarder.methods(type).forEach(this::method);
        code.visitEnd();
        return code.toByteArray();
    }

    private void constructor() {
        MethodVisitor body =
                code.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(" + target + FIELD + FIELD + ")V", null, null);
        body.visitCode();
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        keep(body, 1, "target", target);
        keep(body, 2, "returned", FIELD);
        keep(body, 3, "thrown", FIELD);
        end(body, Opcodes.RETURN);
    }

    private void keep(MethodVisitor body, int argument, String field, String descriptor) {
        code.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field, descriptor, null, null)
                .visitEnd();
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitVarInsn(Opcodes.ALOAD, argument);
        body.visitFieldInsn(Opcodes.PUTFIELD, name, field, descriptor);
    }

    private void method(Method method) {
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
        if (Forwarder.handsOver(method.getReturnType())) {
            Type result = Type.getType(method.getReturnType());
            load(body, "returned", FIELD);
            body.visitLdcInsn(result);
            call(body, method, descriptor);
            invoke(body, RETURNED.toMethodDescriptorString());
            body.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
        } else {
            call(body, method, descriptor);
        }
        body.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        body.visitLabel(over);
        body.visitLabel(failed);
        load(body, "thrown", FIELD);
        body.visitInsn(Opcodes.SWAP);
        invoke(body, "(L" + THROWABLE + ";)L" + THROWABLE + ";");
        end(body, Opcodes.ATHROW);
    }

    private void call(MethodVisitor body, Method method, String descriptor) {
        load(body, "target", target);
        int slot = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            body.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        boolean declared = method.getDeclaringClass().isInterface();
        body.visitMethodInsn(
                declared ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL,
                declared ? Type.getInternalName(type) : Type.getInternalName(Object.class),
                method.getName(),
                descriptor,
                declared);
    }

    private static void invoke(MethodVisitor body, String descriptor) {
        body.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
    }

    private void load(MethodVisitor body, String field, String descriptor) {
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitFieldInsn(Opcodes.GETFIELD, name, field, descriptor);
    }

    /** The sizes are computed. */
    private static void end(MethodVisitor body, int instruction) {
        body.visitInsn(instruction);
        body.visitMaxs(0, 0);
        body.visitEnd();
    }
}
