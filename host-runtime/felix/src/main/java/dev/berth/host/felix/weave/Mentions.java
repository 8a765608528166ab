/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import org.objectweb.asm.ClassReader;

/** Looks at the constants of a class file alone: most classes mention nothing that matters, and need no more than this. */
final class Mentions {
    private static final int TEXT = 1;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int HANDLE = 15;

    private final ClassReader reader;
    private final char[] buffer;

    private Mentions(ClassReader reader) {
        this.reader = reader;
        buffer = new char[reader.getMaxStringLength()];
    }

    /** Tells whether no code of the class can call a member of the table or link by a method of the JDK that is not known. */
    static boolean areHarmless(ClassReader reader) {
        Mentions mentions = new Mentions(reader);
        for (int i = 1; i < reader.getItemCount(); i++) {
            if (reader.getItem(i) != 0 && !mentions.isHarmless(reader.getItem(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isHarmless(int offset) {
        return switch (reader.readByte(offset - 1)) {
            case TEXT -> !isAnswer(offset);
            case METHOD, INTERFACE_METHOD -> isHarmlessMethod(offset);
            case HANDLE -> isHarmlessHandle(offset);
            default -> true;
        };
    }

    /** Constants of other lengths are not looked at. */
    private boolean isAnswer(int offset) {
        int length = AnswerWeaver.METHOD.length();
        if (reader.readUnsignedShort(offset) != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (reader.readByte(offset + 2 + i) != AnswerWeaver.METHOD.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isHarmlessMethod(int offset) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
        return !Sinks.canBe(
                reader.readClass(offset, buffer),
                reader.readUTF8(nameAndType, buffer),
                reader.readUTF8(nameAndType + 2, buffer));
    }

    private boolean isHarmlessHandle(int offset) {
        String owner = reader.readClass(reader.getItem(reader.readUnsignedShort(offset + 1)), buffer);
        return Bootstraps.isKnown(owner) || Sinks.platform(owner).isEmpty();
    }
}
