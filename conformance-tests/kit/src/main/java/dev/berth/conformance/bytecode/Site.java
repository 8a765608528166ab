/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.sdk.problem.Location;

/** A mention of a member, and where it stands. */
public record Site(ClassFacts type, MethodFacts method, Use use) {
    /** Returns the class file as a place, with the member that is mentioned. */
    public Location location() {
        return Location.of(type.path()).field(use.briefly());
    }

    /** Returns the method that mentions it, {@code com.acme.crm.Entry.register()}. */
    public String caller() {
        return type.name().replace('/', '.') + "." + method.name() + "()";
    }
}
