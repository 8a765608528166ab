/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.util.Map;
import java.util.Optional;

/**
 * One mention of a member in the code of a method.
 *
 * @param kind how it is mentioned
 * @param owner the class that is named, with {@code /}
 * @param name the member's name; {@code <init>} for a constructor
 * @param descriptor the member's descriptor
 * @param texts the arguments that are provably constant texts, by position from 0
 */
public record Use(Kind kind, String owner, String name, String descriptor, Map<Integer, String> texts) {
    /** How a member is mentioned. */
    public enum Kind {
        /** It is called. */
        CALL,
        /** It is a field that is read or written. */
        FIELD,
        /** It is handed to {@code invokedynamic} or loaded as a method handle: a lambda, a method reference. */
        HANDLE
    }

    /** Copies the texts. */
    public Use {
        texts = Map.copyOf(texts);
    }

    /** Returns the argument at a position, if it is provably a constant text. */
    public Optional<String> text(int position) {
        return Optional.ofNullable(texts.get(position));
    }

    /** Returns the same mention of another class's member. */
    public Use in(String otherOwner) {
        return new Use(kind, otherOwner, name, descriptor, texts);
    }

    /** Tells whether a method is meant. */
    public boolean isMethod() {
        return descriptor.startsWith("(");
    }

    /** Returns what people call it, {@code java.io.File.delete()}. */
    public String words() {
        String type = owner.replace('/', '.');
        if (!isMethod()) {
            return type + "." + name;
        }
        return name.equals("<init>") ? "new " + type + "()" : type + "." + name + "()";
    }

    /** Returns the member as people call it, {@code File.delete()}. */
    public String briefly() {
        String words = words();
        String type = owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
        return words.replace(owner.replace('/', '.'), type);
    }
}
