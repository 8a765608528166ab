/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the method that does what a handle does: a call that is woven like any other. */
final class StandIn {
    private StandIn() {}

    static void write(Handle handle, String descriptor, MethodVisitor method) {
        boolean makes = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        method.visitCode();
        if (makes) {
            method.visitTypeInsn(Opcodes.NEW, handle.getOwner());
            method.visitInsn(Opcodes.DUP);
        }
        int slot = 0;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        method.visitMethodInsn(
                opcode(handle.getTag()), handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
        method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        method.visitMaxs(slot + 2, slot);
        method.visitEnd();
    }

    private static int opcode(int tag) {
        return switch (tag) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            default -> Opcodes.INVOKESPECIAL;
        };
    }
}
