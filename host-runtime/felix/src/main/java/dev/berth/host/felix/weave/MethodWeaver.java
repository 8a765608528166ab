/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Weaves the code of one method. Nothing changes at the places to which code jumps, so frames stay as they are. */
final class MethodWeaver extends MethodVisitor {
    private static final String GUARDS = "dev/berth/host/felix/guard/Guards";
    private static final String OBJECTS = "[Ljava/lang/Object;";
    private static final String LINK = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;%s)Ljava/lang/invoke/CallSite;";
    private static final Handle CALL = new Handle(
            Opcodes.H_INVOKESTATIC, GUARDS, "call", LINK.formatted("Ljava/lang/invoke/MethodHandle;"), false);

    /** The check of a constructor's arguments. */
    static final Handle NEW =
            new Handle(Opcodes.H_INVOKESTATIC, GUARDS, "make", LINK.formatted("Ljava/lang/Class;"), false);

    /** What unpacking the arguments of a constructor takes beside them. */
    private static final int SPARE = 6;

    private final ClassWeaver type;

    MethodWeaver(ClassWeaver type, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.type = type;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (!Sinks.canBe(owner, name, descriptor)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        type.change(owner.replace('/', '.') + "." + name + "()");
        if (name.equals("<init>")) {
            checkArguments(owner, descriptor);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else {
            Handle target = new Handle(tag(opcode), owner, name, descriptor, isInterface);
            super.visitInvokeDynamicInsn(name, shape(opcode, owner, descriptor), CALL, target);
        }
    }

    private static int tag(int opcode) {
        return switch (opcode) {
            case Opcodes.INVOKESTATIC -> Opcodes.H_INVOKESTATIC;
            case Opcodes.INVOKEVIRTUAL -> Opcodes.H_INVOKEVIRTUAL;
            case Opcodes.INVOKEINTERFACE -> Opcodes.H_INVOKEINTERFACE;
            default -> Opcodes.H_INVOKESPECIAL;
        };
    }

    private String shape(int opcode, String owner, String descriptor) {
        if (opcode == Opcodes.INVOKESTATIC) {
            return descriptor;
        }
        String receiver = opcode == Opcodes.INVOKESPECIAL ? type.name() : owner;
        return "(" + Type.getObjectType(receiver).getDescriptor() + descriptor.substring(1);
    }

    /** Replaces the arguments on the stack by those that were checked; the object below them is not made yet. */
    private void checkArguments(String owner, String descriptor) {
        String arguments = descriptor.substring(0, descriptor.indexOf(')') + 1);
        super.visitInvokeDynamicInsn("make", arguments + OBJECTS, NEW, Type.getObjectType(owner));
        Type[] types = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < types.length; i++) {
            super.visitInsn(Opcodes.DUP);
            super.visitIntInsn(Opcodes.SIPUSH, i);
            super.visitInsn(Opcodes.AALOAD);
            unpack(types[i]);
        }
        super.visitInsn(Opcodes.POP);
    }

    private void unpack(Type argument) {
        switch (argument.getSort()) {
            case Type.BOOLEAN -> unbox("java/lang/Boolean", "booleanValue", argument);
            case Type.CHAR -> unbox("java/lang/Character", "charValue", argument);
            case Type.BYTE -> unbox("java/lang/Byte", "byteValue", argument);
            case Type.SHORT -> unbox("java/lang/Short", "shortValue", argument);
            case Type.INT -> unbox("java/lang/Integer", "intValue", argument);
            case Type.LONG -> unbox("java/lang/Long", "longValue", argument);
            case Type.FLOAT -> unbox("java/lang/Float", "floatValue", argument);
            case Type.DOUBLE -> unbox("java/lang/Double", "doubleValue", argument);
            default -> super.visitTypeInsn(Opcodes.CHECKCAST, argument.getInternalName());
        }
        if (argument.getSize() == 1) {
            super.visitInsn(Opcodes.SWAP);
        } else {
            super.visitInsn(Opcodes.DUP2_X1);
            super.visitInsn(Opcodes.POP2);
        }
    }

    private void unbox(String box, String method, Type argument) {
        super.visitTypeInsn(Opcodes.CHECKCAST, box);
        super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box, method, "()" + argument.getDescriptor(), false);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, linker(bootstrap), standIns(arguments));
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(standIn(value));
    }

    private Handle linker(Handle bootstrap) {
        if (!Bootstraps.mayLink(bootstrap)) {
            type.refuse(
                    "calls that are linked by its own code, or as compilers do it",
                    "one that is linked by " + bootstrap.getOwner().replace('/', '.') + "." + bootstrap.getName());
        }
        return bootstrap;
    }

    private Object[] standIns(Object[] constants) {
        Object[] safe = new Object[constants.length];
        for (int i = 0; i < constants.length; i++) {
            safe[i] = standIn(constants[i]);
        }
        return safe;
    }

    /** Constants hold constants a few levels deep. */
    private Object standIn(Object constant) {
        if (constant instanceof Handle handle) {
            Handle standIn = type.standIn(handle);
            if (!standIn.equals(handle)) {
                type.change(handle.getOwner().replace('/', '.') + "." + handle.getName() + "()");
            }
            return standIn;
        } else if (constant instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = standIn(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(
                    dynamic.getName(), dynamic.getDescriptor(), linker(dynamic.getBootstrapMethod()), arguments);
        }
        return constant;
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        super.visitMaxs(stack + SPARE, locals);
    }
}
