/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.manifest.authority.CheckedClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Gathers the facts of one class file. */
final class ClassScan extends ClassVisitor implements MethodScan.Shared {
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, Signature> signatures = new HashMap<>();
    /** By identity: equality would follow what they hold. */
    private final Set<ConstantDynamic> dynamics = Collections.newSetFromMap(new IdentityHashMap<>());

    private final List<MethodScan> methods = new ArrayList<>();
    private final Set<String> fields = new HashSet<>();
    private String name = "";
    private Optional<String> superName = Optional.empty();
    private List<String> interfaces = List.of();

    private ClassScan() {
        super(Opcodes.ASM9);
    }

    /** Reads a class file; empty if it is none, or one that no compiler writes. */
    static Optional<ClassFacts> read(String path, byte[] bytes) {
        return CheckedClass.of(bytes).flatMap(checked -> read(path, checked));
    }

    private static Optional<ClassFacts> read(String path, CheckedClass checked) {
        ClassScan scan = new ClassScan();
        try {
            new ClassReader(checked.bytes()).accept(scan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            // ASM trusts offsets and indices. CheckedClass has seen to it that it ends; what it throws has no common
            // type.
            return Optional.empty();
        }
        return Optional.of(new ClassFacts(
                path,
                scan.name,
                scan.superName,
                scan.interfaces,
                scan.fields,
                scan.methods.stream().map(MethodScan::facts).toList(),
                checked.types()));
    }

    @Override
    public void visit(
            int version,
            int access,
            String ownName,
            @Nullable String signature,
            @Nullable String parent,
            String @Nullable [] all) {
        name = ownName;
        superName = Optional.ofNullable(parent);
        interfaces = all == null ? List.of() : List.of(all);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        fields.add(field + ":" + descriptor);
        if (value instanceof String text && (access & Opcodes.ACC_FINAL) != 0) {
            constants.put(field, text);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodScan scan = new MethodScan(method, descriptor, (access & Opcodes.ACC_NATIVE) != 0, this);
        methods.add(scan);
        return scan;
    }

    /** Fields come before methods. */
    @Override
    public Optional<String> constant(String owner, String field) {
        return owner.equals(name) ? Optional.ofNullable(constants.get(field)) : Optional.empty();
    }

    @Override
    public Signature signature(String descriptor) {
        return signatures.computeIfAbsent(descriptor, Signature::of);
    }

    @Override
    public boolean isNew(ConstantDynamic dynamic) {
        return dynamics.add(dynamic);
    }
}
