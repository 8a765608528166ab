/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Gathers what the code of one method mentions. */
final class MethodScan extends MethodVisitor {
    /** What the methods of a class have in common. */
    interface Shared {
        /** Looks up a constant field by owner and name. */
        Optional<String> constant(String owner, String field);

        /** Reads a descriptor, once for a class: it may be long. */
        Signature signature(String descriptor);

        /** Tells whether a constant is met for the first time: it may hold others many times over. */
        boolean isNew(ConstantDynamic dynamic);
    }

    private final String name;
    private final String descriptor;
    private final boolean isNative;
    private final Shared shared;
    private final List<String> classes = new ArrayList<>();
    private final Set<Use> uses = new LinkedHashSet<>();
    private final ConstantStack stack = new ConstantStack();

    MethodScan(String name, String descriptor, boolean isNative, Shared shared) {
        super(Opcodes.ASM9);
        this.name = name;
        this.descriptor = descriptor;
        this.isNative = isNative;
        this.shared = shared;
    }

    MethodFacts facts() {
        return new MethodFacts(name, descriptor, isNative, classes, List.copyOf(uses));
    }

    @Override
    public void visitInsn(int opcode) {
        stack.run(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        stack.run(opcode);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        stack.variable(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode != Opcodes.CHECKCAST) {
            stack.run(opcode);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String type) {
        uses.add(new Use(Use.Kind.FIELD, owner, field, type, Map.of()));
        int size = type.equals("J") || type.equals("D") ? 2 : 1;
        switch (opcode) {
            case Opcodes.GETFIELD -> stack.replace(1, size);
            case Opcodes.PUTFIELD -> stack.replace(size + 1, 0);
            case Opcodes.PUTSTATIC -> stack.replace(size, 0);
            default -> {
                stack.replace(0, size - 1);
                stack.push(shared.constant(owner, field));
            }
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
        Signature signature = shared.signature(type);
        uses.add(new Use(Use.Kind.CALL, owner, method, type, stack.texts(signature.offsets(), signature.slots())));
        stack.replace(signature.slots() + (opcode == Opcodes.INVOKESTATIC ? 0 : 1), signature.result());
    }

    @Override
    public void visitInvokeDynamicInsn(String method, String type, Handle bootstrap, Object... arguments) {
        mention(bootstrap);
        for (Object argument : arguments) {
            mention(argument);
        }
        Signature signature = shared.signature(type);
        stack.replace(signature.slots(), signature.result());
    }

    @Override
    public void visitLdcInsn(Object value) {
        mention(value);
        stack.push(value instanceof String text ? Optional.of(text) : Optional.empty());
        if (value instanceof Long
                || value instanceof Double
                || (value instanceof ConstantDynamic dynamic && dynamic.getSize() == 2)) {
            stack.push(Optional.empty());
        }
    }

    /** CheckedClass bounds how deep constants hold constants. */
    private void mention(Object constant) {
        if (constant instanceof Type type && type.getSort() == Type.OBJECT) {
            classes.add(type.getInternalName());
        } else if (constant instanceof Handle handle) {
            uses.add(new Use(Use.Kind.HANDLE, handle.getOwner(), handle.getName(), handle.getDesc(), Map.of()));
        } else if (constant instanceof ConstantDynamic dynamic && shared.isNew(dynamic)) {
            mention(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                mention(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        stack.run(opcode);
        stack.jump(label);
        if (opcode == Opcodes.GOTO) {
            stack.leave();
        }
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
        visitSwitch(other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        visitSwitch(other, labels);
    }

    private void visitSwitch(Label other, Label[] labels) {
        stack.replace(1, 0);
        stack.jump(other);
        for (Label label : labels) {
            stack.jump(label);
        }
        stack.leave();
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        stack.catches(handler);
    }

    @Override
    public void visitLabel(Label label) {
        stack.arrive(label);
    }

    @Override
    public void visitMultiANewArrayInsn(String type, int dimensions) {
        stack.replace(dimensions, 1);
    }
}
