/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a heap dump of this JVM once, from its beginning to its end, and keeps nothing of it (format JAVA PROFILE 1.0.2). */
final class HprofReader {
    private static final int OBJECT = 2;

    private final HprofInput in;
    private final HeapVisitor visitor;

    private HprofReader(HprofInput in, HeapVisitor visitor) {
        this.in = in;
        this.visitor = visitor;
    }

    static void read(Path dump, HeapVisitor visitor) throws IOException {
        try (HprofInput in = HprofInput.open(dump)) {
            new HprofReader(in, visitor).records();
        }
    }

    private void records() throws IOException {
        while (in.hasMore()) {
            int tag = in.u1();
            in.skip(4);
            long length = in.u4();
            switch (tag) {
                case 0x01 -> name(length);
                case 0x02 -> loaded();
                case 0x0C, 0x1C -> heap(in.position() + length);
                default -> in.skip(length);
            }
        }
    }

    private void name(long length) throws IOException {
        if (visitor.asksForNames()) {
            long id = in.id();
            visitor.name(id, new String(in.bytes(Math.toIntExact(length - in.idSize())), StandardCharsets.UTF_8));
        } else {
            in.skip(length);
        }
    }

    private void loaded() throws IOException {
        in.skip(4);
        long classId = in.id();
        in.skip(4);
        visitor.loaded(classId, in.id());
    }

    private void heap(long end) throws IOException {
        while (in.position() < end) {
            int tag = in.u1();
            switch (tag) {
                case 0xFF -> root("the JVM", 0);
                case 0x01 -> root("native code", in.idSize());
                case 0x02 -> root("native code that a thread runs", 8);
                case 0x03 -> root("what a thread runs", 8);
                case 0x04 -> root("native code that a thread runs", 4);
                case 0x05 -> root("a class of the JDK", 0);
                case 0x06 -> root("what a thread runs", 4);
                case 0x07 -> root("a monitor", 0);
                case 0x08 -> root("a thread", 8);
                case 0x20 -> heapClass();
                case 0x21 -> instance();
                case 0x22 -> array();
                case 0x23 -> numbers();
                default -> throw new IOException("A heap dump needs records that are known; found " + tag);
            }
        }
    }

    private void root(String how, int more) throws IOException {
        visitor.root(in.id(), how);
        in.skip(more);
    }

    private void heapClass() throws IOException {
        long id = in.id();
        in.skip(4);
        long above = in.id();
        long loader = in.id();
        in.skip(in.idSize());
        long domain = in.id();
        in.skip(2L * in.idSize() + 4);
        for (int left = in.u2(); left > 0; left--) {
            in.skip(2);
            in.skip(sizeOf(in.u1()));
        }
        List<HeapClass.Static> statics = new ArrayList<>();
        for (int left = in.u2(); left > 0; left--) {
            long name = in.id();
            int type = in.u1();
            if (type == OBJECT) {
                statics.add(new HeapClass.Static(name, in.id()));
            } else {
                in.skip(sizeOf(type));
            }
        }
        List<HeapClass.Field> fields = new ArrayList<>();
        for (int left = in.u2(); left > 0; left--) {
            fields.add(new HeapClass.Field(in.id(), in.u1()));
        }
        visitor.heapClass(new HeapClass(id, above, loader, domain, List.copyOf(statics), List.copyOf(fields)));
    }

    private void instance() throws IOException {
        long id = in.id();
        in.skip(4);
        long classId = in.id();
        visitor.instance(id, classId, in.bytes(Math.toIntExact(in.u4())));
    }

    private void array() throws IOException {
        long id = in.id();
        in.skip(4);
        long[] elements = new long[Math.toIntExact(in.u4())];
        long classId = in.id();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = in.id();
        }
        visitor.array(id, classId, elements);
    }

    private void numbers() throws IOException {
        in.skip(in.idSize() + 4L);
        long count = in.u4();
        in.skip(count * sizeOf(in.u1()));
    }

    private int sizeOf(int type) throws IOException {
        return sizeOf(type, in.idSize());
    }

    /** Returns how many bytes a value of a type has. */
    static int sizeOf(int type, int idSize) throws IOException {
        return switch (type) {
            case OBJECT -> idSize;
            case 4, 8 -> 1;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            case 7, 11 -> 8;
            default -> throw new IOException("A heap dump needs types from 2 to 11; found " + type);
        };
    }

    static boolean isObject(int type) {
        return type == OBJECT;
    }
}
