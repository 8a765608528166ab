/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rules of MAN-64 need of a class file. Reads no attribute but {@code InnerClasses}, so that a hostile file can make
 * it stop but not climb, loop or load: libraries follow annotations as deep as these go.
 *
 * @param name with {@code /}
 * @param superName with {@code /}
 * @param interfaces with {@code /}
 * @param access the flags, those of the nested class where it is one
 * @param nested whether it is a member of another class
 * @param local whether it is inside a method
 * @param constructible whether it has a public constructor without parameters
 */
record ClassFile(
        String name,
        Optional<String> superName,
        List<String> interfaces,
        int access,
        boolean nested,
        boolean local,
        boolean constructible) {
    static final int PUBLIC = 0x0001;
    static final int STATIC = 0x0008;
    static final int INTERFACE = 0x0200;
    static final int ABSTRACT = 0x0400;
    private static final int MAGIC = 0xCAFEBABE;
    private static final int HEADER = 8;

    boolean has(int flag) {
        return (access & flag) != 0;
    }

    /** Reads a class file; empty if it is none. */
    static Optional<ClassFile> read(byte[] bytes) {
        try {
            return new Reader(bytes).read();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads the major version; empty if it is no class file. */
    static Optional<Integer> majorVersion(byte[] bytes) {
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return in.readInt() == MAGIC && in.readUnsignedShort() >= 0
                    ? Optional.of(in.readUnsignedShort())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final class Reader {
        private final DataInputStream in;
        private Object[] constants = {};

        Reader(byte[] bytes) {
            in = new DataInputStream(new ByteArrayInputStream(bytes));
        }

        Optional<ClassFile> read() throws IOException {
            if (in.readInt() != MAGIC) {
                return Optional.empty();
            }
            in.readInt();
            readConstants();
            int access = in.readUnsignedShort();
            String name = className(in.readUnsignedShort()).orElseThrow(() -> new IOException("no name"));
            Optional<String> superName = className(in.readUnsignedShort());
            List<String> interfaces = new ArrayList<>();
            for (int count = in.readUnsignedShort(); count > 0; count--) {
                className(in.readUnsignedShort()).ifPresent(interfaces::add);
            }
            readMembers();
            boolean constructible = readMembers();
            return Optional.of(readNesting(
                    new ClassFile(name, superName, List.copyOf(interfaces), access, false, false, constructible)));
        }

        private void readConstants() throws IOException {
            int count = in.readUnsignedShort();
            constants = new Object[count];
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> constants[i] = in.readUTF();
                    case 7 -> constants[i] = in.readUnsignedShort();
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("unknown constant " + tag);
                }
            }
        }

        /** Passes over fields or methods; tells whether one is a public constructor without parameters. */
        private boolean readMembers() throws IOException {
            boolean found = false;
            for (int count = in.readUnsignedShort(); count > 0; count--) {
                int access = in.readUnsignedShort();
                String name = text(in.readUnsignedShort()).orElse("");
                String descriptor = text(in.readUnsignedShort()).orElse("");
                found |= name.equals("<init>") && descriptor.equals("()V") && (access & PUBLIC) != 0;
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.skipNBytes(2);
                    in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
                }
            }
            return found;
        }

        private ClassFile readNesting(ClassFile read) throws IOException {
            ClassFile result = read;
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                String attribute = text(in.readUnsignedShort()).orElse("");
                long length = Integer.toUnsignedLong(in.readInt());
                if (!attribute.equals("InnerClasses")) {
                    in.skipNBytes(length);
                    continue;
                }
                for (int count = in.readUnsignedShort(); count > 0; count--) {
                    Optional<String> inner = className(in.readUnsignedShort());
                    boolean member = in.readUnsignedShort() != 0;
                    in.skipNBytes(2);
                    int access = in.readUnsignedShort();
                    if (inner.equals(Optional.of(read.name))) {
                        result = new ClassFile(
                                read.name,
                                read.superName,
                                read.interfaces,
                                access,
                                member,
                                !member,
                                read.constructible);
                    }
                }
            }
            return result;
        }

        private Optional<String> className(int index) {
            return index < constants.length && constants[index] instanceof Integer name ? text(name) : Optional.empty();
        }

        private Optional<String> text(int index) {
            return index < constants.length && constants[index] instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        }
    }
}
