/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.util.List;

/**
 * What is known of a method.
 *
 * @param isNative whether its code is outside of the JVM
 * @param classes the classes that its code loads as values, such as {@code Foo.class}, with {@code /}
 * @param uses the members that its code mentions, in order
 */
public record MethodFacts(String name, String descriptor, boolean isNative, List<String> classes, List<Use> uses) {
    /** Copies the lists. */
    public MethodFacts {
        classes = List.copyOf(classes);
        uses = List.copyOf(uses);
    }

    /** Tells whether it is the method of this name and descriptor. */
    boolean is(String otherName, String otherDescriptor) {
        return name.equals(otherName) && descriptor.equals(otherDescriptor);
    }
}
