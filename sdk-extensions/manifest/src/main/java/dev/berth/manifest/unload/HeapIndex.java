/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of a heap dump after it was read once: its classes, and what is reachable by itself. */
final class HeapIndex implements HeapVisitor {
    /** Whose referents do not hold. */
    private static final Set<String> WEAK = Set.of("java.lang.ref.WeakReference", "java.lang.ref.PhantomReference");

    private final int idSize;
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Long> nameOfClass = new HashMap<>();
    private final Map<Long, HeapClass> classes = new HashMap<>();
    private final Map<Long, String> roots = new HashMap<>();
    private final Map<Long, List<Ref>> layouts = new HashMap<>();

    HeapIndex(int idSize) {
        this.idSize = idSize;
    }

    /** Where an object refers to another. */
    private record Ref(String field, int offset) {}

    /** What an object refers to, and how. */
    record Held(String field, long value) {}

    @Override
    public boolean asksForNames() {
        return true;
    }

    @Override
    public void name(long id, String text) {
        names.put(id, text);
    }

    @Override
    public void loaded(long classId, long nameId) {
        nameOfClass.put(classId, nameId);
    }

    @Override
    public void root(long id, String how) {
        roots.putIfAbsent(id, how);
    }

    @Override
    public void heapClass(HeapClass dumped) {
        classes.put(dumped.id(), dumped);
    }

    String name(long id) {
        return names.getOrDefault(id, "?");
    }

    String className(long classId) {
        return name(nameOfClass.getOrDefault(classId, 0L)).replace('/', '.');
    }

    /** Returns by what an object is reachable by itself. */
    Optional<String> root(long id) {
        return Optional.ofNullable(roots.get(id));
    }

    /** Returns what an object holds; referents of weak references are not held. */
    List<Held> held(long classId, byte[] fields) {
        return read(layouts.computeIfAbsent(classId, id -> layout(id, isWeak(id))), fields);
    }

    /** Returns what a reference of any kind refers to. */
    long referent(long classId, byte[] fields) {
        return read(layout(classId, false), fields).stream()
                .filter(held -> held.field().equals(HeapTarget.REFERENT))
                .mapToLong(Held::value)
                .findFirst()
                .orElse(0);
    }

    private List<Held> read(List<Ref> layout, byte[] fields) {
        ByteBuffer values = ByteBuffer.wrap(fields);
        List<Held> held = new ArrayList<>(layout.size());
        for (Ref ref : layout) {
            long value =
                    idSize == Integer.BYTES ? values.getInt(ref.offset()) & 0xFFFF_FFFFL : values.getLong(ref.offset());
            held.add(new Held(ref.field(), value));
        }
        return held;
    }

    private List<Ref> layout(long classId, boolean weak) {
        List<Ref> layout = new ArrayList<>();
        int offset = 0;
        for (HeapClass one : lineage(classId)) {
            for (HeapClass.Field field : one.fields()) {
                String name = name(field.name());
                if (HprofReader.isObject(field.type()) && !(weak && name.equals(HeapTarget.REFERENT))) {
                    layout.add(new Ref(name, offset));
                }
                offset += sizeOf(field.type());
            }
        }
        return List.copyOf(layout);
    }

    private int sizeOf(int type) {
        try {
            return HprofReader.sizeOf(type, idSize);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isWeak(long classId) {
        return lineage(classId).stream().anyMatch(one -> WEAK.contains(className(one.id())));
    }

    private List<HeapClass> lineage(long classId) {
        List<HeapClass> lineage = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (long id = classId;
                classes.containsKey(id) && seen.add(id);
                id = classes.get(id).above()) {
            lineage.add(classes.get(id));
        }
        return lineage;
    }
}
