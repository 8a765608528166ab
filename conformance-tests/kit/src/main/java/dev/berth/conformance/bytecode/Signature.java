/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.util.ArrayList;
import java.util.List;

/**
 * How many slots a call takes and gives.
 *
 * @param offsets where each parameter starts
 */
record Signature(List<Integer> offsets, int slots, int result) {
    /** More than a JVM takes. */
    private static final int MOST = 255;

    static Signature of(String descriptor) {
        List<Integer> offsets = new ArrayList<>();
        int slots = 0;
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            offsets.add(slots);
            slots += size(descriptor.charAt(at));
            at = end(descriptor, at);
        }
        if (slots > MOST) {
            throw new IllegalArgumentException("more parameters than a method may have");
        }
        char result = descriptor.charAt(at + 1);
        return new Signature(List.copyOf(offsets), slots, result == 'V' ? 0 : size(result));
    }

    private static int size(char type) {
        return type == 'J' || type == 'D' ? 2 : 1;
    }

    private static int end(String descriptor, int start) {
        int at = start;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        if (descriptor.charAt(at) != 'L') {
            return at + 1;
        }
        int end = descriptor.indexOf(';', at);
        if (end < 0) {
            throw new IllegalArgumentException("a descriptor that does not end");
        }
        return end + 1;
    }
}
