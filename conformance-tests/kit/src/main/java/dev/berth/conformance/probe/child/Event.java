/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the child tells the gate, as it happens.
 *
 * @param what the subject of it, see {@link Kind}
 * @param detail more, or empty
 */
public record Event(Kind kind, String what, String detail) {
    /** The kinds. */
    public enum Kind {
        /** The hook {@code what} begins. */
        STEP,
        /** A method of the port {@code what} was called; {@code detail} is the caller, {@code com.acme.Entry SettingsPort.get()}. */
        PORT,
        /** The hook {@code what} failed with {@code detail}. */
        FAILED,
        /** The hook {@code what} did not find the class {@code detail}. */
        MISSING,
        /** Only the first {@code register} gave {@code what}, only the second {@code detail}. */
        DIFFERENT,
        /** {@code what} was left after {@code destroy}. */
        LEFT,
        /** All is told; {@code what} is the nonce (GATE-131). */
        END
    }

    /** A text takes at most three bytes a character, and 65,535 bytes. */
    private static final int LONGEST = 2_000;

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeUTF(kind.name());
        out.writeUTF(bounded(what));
        out.writeUTF(bounded(detail));
    }

    /**
     * Reads one.
     *
     * @throws IOException also if what is there is none
     */
    public static Event read(DataInput in) throws IOException {
        String kind = in.readUTF();
        for (Kind known : Kind.values()) {
            if (known.name().equals(kind)) {
                return new Event(known, bounded(in.readUTF()), bounded(in.readUTF()));
            }
        }
        throw new IOException("no event");
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
