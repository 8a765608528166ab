/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Weaves the methods of a class, and gives it methods that stand in for the handles that it mentions. */
final class ClassWeaver extends ClassVisitor {
    private static final String STAND_IN = "berth$handle$";

    /** What {@code invokedynamic} needs. */
    private static final int OLDEST = 51;

    /** What private methods of interfaces need. */
    private static final int INTERFACE_OLDEST = 52;

    private final Map<Handle, Handle> standIns = new LinkedHashMap<>();
    private final Deque<Handle> unwritten = new ArrayDeque<>();
    private String name = "";
    private int version;
    private boolean isInterface;
    private @Nullable String parent;
    private String @Nullable [] interfaces;
    private boolean changed;
    private Optional<Woven.Refused> refused = Optional.empty();

    ClassWeaver(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    String name() {
        return name;
    }

    Optional<Woven.Refused> refused() {
        return refused;
    }

    boolean hasChanged() {
        return changed;
    }

    void refuse(String needs, String found) {
        if (refused.isEmpty()) {
            refused = Optional.of(new Woven.Refused(needs, found));
        }
    }

    /** A call is woven. */
    void change(String what) {
        changed = true;
        if (version < OLDEST) {
            refuse("class files of Java 7 or later (version 51) where code calls " + what, "version " + version);
        }
    }

    @Override
    public void visit(
            int written,
            int access,
            String ownName,
            @Nullable String signature,
            @Nullable String above,
            String @Nullable [] implemented) {
        version = written & 0xFFFF;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        name = ownName;
        parent = above;
        interfaces = implemented;
        super.visit(written, access, ownName, signature, above, implemented);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
        if (method.startsWith(STAND_IN)) {
            refuse("methods whose names do not start with " + STAND_IN + ", which the host adds", method);
        }
        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, thrown);
        boolean asked = AnswerWeaver.isAsked(method, descriptor, parent, interfaces);
        return new MethodWeaver(this, asked ? new AnswerWeaver(this, next) : next);
    }

    /** Returns the handle to mention in place of one: itself, if it leads to nothing of the table. */
    Handle standIn(Handle handle) {
        if (handle.getTag() < Opcodes.H_INVOKEVIRTUAL
                || !Sinks.canBe(handle.getOwner(), handle.getName(), handle.getDesc())) {
            return handle;
        } else if (handle.getTag() == Opcodes.H_INVOKESPECIAL
                && !handle.getOwner().equals(name)) {
            refuse("calls of super methods where code mentions them by handle", words(handle));
            return handle;
        } else if (isInterface && version < INTERFACE_OLDEST) {
            refuse(
                    "interfaces of Java 8 or later (version 52) where code mentions " + words(handle),
                    "version " + version);
            return handle;
        }
        return standIns.computeIfAbsent(handle, first -> {
            unwritten.add(first);
            return new Handle(Opcodes.H_INVOKESTATIC, name, STAND_IN + standIns.size(), descriptor(first), isInterface);
        });
    }

    private static String words(Handle handle) {
        return handle.getOwner().replace('/', '.') + "." + handle.getName() + "()";
    }

    private static String descriptor(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> handle.getDesc();
            case Opcodes.H_NEWINVOKESPECIAL ->
                Type.getMethodDescriptor(
                        Type.getObjectType(handle.getOwner()), Type.getArgumentTypes(handle.getDesc()));
            default ->
                "(" + Type.getObjectType(handle.getOwner()).getDescriptor()
                        + handle.getDesc().substring(1);
        };
    }

    @Override
    public void visitEnd() {
        while (!unwritten.isEmpty()) {
            Handle handle = unwritten.remove();
            Handle standIn = standIns.getOrDefault(handle, handle);
            MethodVisitor method = visitStandIn(standIn);
            StandIn.write(handle, standIn.getDesc(), method);
        }
        super.visitEnd();
    }

    private MethodVisitor visitStandIn(Handle standIn) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        return new MethodWeaver(this, super.visitMethod(access, standIn.getName(), standIn.getDesc(), null, null));
    }
}
