/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A class file that a reader without limits can be trusted with. Its parts lie one after the other, so that no length leads back;
 * constants hold constants a few levels deep; and what no fact comes from, such as annotations, which may nest as deep as the file is
 * long, has names that readers pass over.
 */
public final class CheckedClass {
    private static final int MAGIC = 0xCAFEBABE;

    /** What hides in a class larger than this is not for a gate to find. */
    private static final int LARGEST = 8 << 20;

    private static final int DEEPEST = 8;

    /** No constant of a compiler is a row of these. */
    private static final byte MASK = 1;

    /** How much work all call sites together may cause, each reading all arguments of its bootstrap method. */
    private static final long MOST_ARGUMENTS = 20_000_000;

    /** Attributes that no fact comes from. What stands in them is not bounded by their length, or nests. */
    private static final Set<String> HIDDEN = Set.of(
            "RuntimeVisibleAnnotations",
            "RuntimeInvisibleAnnotations",
            "RuntimeVisibleParameterAnnotations",
            "RuntimeInvisibleParameterAnnotations",
            "RuntimeVisibleTypeAnnotations",
            "RuntimeInvisibleTypeAnnotations",
            "AnnotationDefault",
            "Exceptions",
            "InnerClasses",
            "MethodParameters",
            "Module",
            "ModuleMainClass",
            "ModulePackages",
            "NestMembers",
            "PermittedSubclasses",
            "Record");

    private final byte[] bytes;
    private final Set<String> types;

    private CheckedClass(byte[] bytes, Set<String> types) {
        this.bytes = bytes;
        this.types = Set.copyOf(types);
    }

    /** Returns a copy of the class file, changed in the names of what is hidden; everything is where it was. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the classes that its constants name, with {@code /}. */
    public Set<String> types() {
        return types;
    }

    /** Checks a class file; empty if it is none. */
    public static Optional<CheckedClass> of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        try {
            return new Walk(bytes.clone()).walk();
        } catch (IOException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static final class Walk {
        private final byte[] bytes;
        private final ByteBuffer in;
        private final Set<String> types = new HashSet<>();
        private final Map<Integer, String> texts = new HashMap<>();
        private final List<Integer> classNames = new ArrayList<>();
        private final Map<Integer, Integer> dynamics = new HashMap<>();
        private final List<List<Integer>> bootstraps = new ArrayList<>();

        Walk(byte[] bytes) {
            this.bytes = bytes;
            in = ByteBuffer.wrap(bytes);
        }

        Optional<CheckedClass> walk() throws IOException {
            if (in.getInt() != MAGIC) {
                return Optional.empty();
            }
            in.getInt();
            constants();
            skip(6);
            skip(2L * count());
            members();
            members();
            attributes(0);
            boolean sound = !in.hasRemaining() && isShallow() && isAffordable();
            for (int index : classNames) {
                String name = texts.getOrDefault(index, "");
                if (name.startsWith("[")) {
                    ClassNames.inDescriptor(name, types);
                } else {
                    types.add(name);
                }
            }
            return sound ? Optional.of(new CheckedClass(bytes, types)) : Optional.empty();
        }

        private void constants() throws IOException {
            int count = count();
            for (int i = 1; i < count; i++) {
                int tag = in.get();
                switch (tag) {
                    case 1 -> text(i);
                    case 7 -> classNames.add(count());
                    case 8, 16, 19, 20 -> skip(2);
                    case 15 -> skip(3);
                    case 3, 4, 9, 10, 11, 12, 18 -> skip(4);
                    case 17 -> {
                        dynamics.put(i, count());
                        skip(2);
                    }
                    case 5, 6 -> {
                        skip(8);
                        i++;
                    }
                    default -> throw new IOException("unknown constant " + tag);
                }
            }
        }

        private void text(int index) throws IOException {
            int start = in.position();
            int length = count();
            skip(length);
            DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes, start, length + 2));
            String text = data.readUTF();
            if (HIDDEN.contains(text)) {
                Arrays.fill(bytes, start + 2, start + 2 + length, MASK);
            }
            texts.put(index, text);
            ClassNames.inDescriptor(text, types);
        }

        private void members() throws IOException {
            for (int count = count(); count > 0; count--) {
                skip(6);
                attributes(0);
            }
        }

        /** Code holds attributes of its own. */
        private void attributes(int depth) throws IOException {
            for (int count = count(); count > 0; count--) {
                String name = texts.getOrDefault(count(), "");
                long length = Integer.toUnsignedLong(in.getInt());
                if (length > in.remaining()) {
                    throw new IOException("an attribute that is longer than its file");
                }
                int end = in.position() + (int) length;
                if (name.equals("Code") && depth == 0) {
                    skip(4);
                    skip(Integer.toUnsignedLong(in.getInt()));
                    skip(8L * count());
                    attributes(depth + 1);
                } else if (name.equals("BootstrapMethods")) {
                    bootstraps();
                } else {
                    skip(length);
                }
                if (in.position() != end) {
                    throw new IOException("an attribute of another length than it says");
                }
            }
        }

        private void bootstraps() throws IOException {
            if (!bootstraps.isEmpty()) {
                throw new IOException("two lists of bootstrap methods");
            }
            for (int count = count(); count > 0; count--) {
                skip(2);
                List<Integer> constants = new ArrayList<>();
                for (int arguments = count(); arguments > 0; arguments--) {
                    int argument = count();
                    constants.add(argument);
                }
                bootstraps.add(constants);
            }
        }

        /** Level by level: a bootstrap method is known once all constants among its arguments are made by known ones. */
        private boolean isShallow() {
            Set<Integer> known = new HashSet<>();
            for (int level = 0; level < DEEPEST; level++) {
                Set<Integer> next = new HashSet<>();
                for (int i = 0; i < bootstraps.size(); i++) {
                    boolean flat = bootstraps.get(i).stream()
                            .allMatch(argument ->
                                    !dynamics.containsKey(argument) || known.contains(dynamics.get(argument)));
                    if (flat) {
                        next.add(i);
                    }
                }
                known.addAll(next);
            }
            return known.size() == bootstraps.size();
        }

        /** A call site takes five bytes at least. */
        private boolean isAffordable() {
            int most = bootstraps.stream().mapToInt(List::size).max().orElse(0);
            return most * (bytes.length / 5L) <= MOST_ARGUMENTS;
        }

        private int count() {
            return Short.toUnsignedInt(in.getShort());
        }

        private void skip(long length) throws IOException {
            if (length > in.remaining()) {
                throw new IOException("a file that ends too early");
            }
            in.position(in.position() + (int) length);
        }
    }
}
