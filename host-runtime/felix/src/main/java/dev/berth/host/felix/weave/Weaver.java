/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import dev.berth.manifest.authority.CheckedClass;
import dev.berth.manifest.authority.JdkAuthority;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;

/** Weaves one class file at a time, whatever it holds, in time and memory proportional to its size. */
public final class Weaver {
    /** Changes with what is written for the same table. */
    private static final String VERSION = "2";

    /** Magic, version and the number of constants come before the constants. */
    private static final int CONSTANTS = 10;

    private Weaver() {}

    /** Returns what tells apart two weavers that would write different bytes, or refuse different classes. */
    public static String policy() {
        try {
            byte[] text = (VERSION + "\n" + Runtime.version().feature() + "\n" + JdkAuthority.asText())
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads the table, which the first class would wait for. */
    public static void warmUp() {
        Sinks.canBe("", "", "");
    }

    /** Weaves a class file. */
    public static Woven weave(byte[] bytes) {
        return CheckedClass.of(bytes)
                .map(checked -> weave(bytes, checked))
                .orElseGet(() -> new Woven.Refused("a class file that a compiler writes", "one that cannot be read"));
    }

    private static Woven weave(byte[] bytes, CheckedClass checked) {
        try {
            ClassReader reader = new ClassReader(checked.bytes());
            return Mentions.areHarmless(reader) ? new Woven.Unchanged() : rewrite(bytes, reader);
        } catch (MethodTooLargeException | ClassTooLargeException large) {
            return new Woven.Refused(
                    "methods that stay within the limits of the JVM when the host's checks are added",
                    "one that does not: " + large.getMessage());
        } catch (RuntimeException unreadable) {
            // ASM trusts offsets and indices; what it throws has no common type. CheckedClass has seen to it that it
            // ends.
            return new Woven.Refused(
                    "a class file of a version that the host can read",
                    "one that it cannot: " + unreadable.getMessage());
        }
    }

    private static Woven rewrite(byte[] bytes, ClassReader reader) {
        // What hides in names that are masked is copied with the constants that it points to, whatever it is.
        ClassWriter writer = new ClassWriter(reader, 0);
        ClassWeaver weaver = new ClassWeaver(writer);
        reader.accept(weaver, 0);
        Optional<Woven.Refused> refused = weaver.refused();
        if (refused.isPresent()) {
            return refused.get();
        } else if (!weaver.hasChanged()) {
            return new Woven.Unchanged();
        }
        byte[] written = writer.toByteArray();
        System.arraycopy(bytes, CONSTANTS, written, CONSTANTS, reader.header - CONSTANTS);
        return new Woven.Rewritten(written);
    }
}
