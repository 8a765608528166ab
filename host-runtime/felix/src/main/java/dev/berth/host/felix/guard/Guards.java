/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.manifest.authority.JdkAuthority.Row;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** Links the calls of woven code, once each. */
public final class Guards {
    private Guards() {}

    /**
     * Links a call.
     *
     * @param caller the class that calls
     * @param name of the member
     * @param type the receiver and the arguments
     * @param target the member, as the caller would have called it
     */
    public static CallSite call(MethodHandles.Lookup caller, String name, MethodType type, MethodHandle target)
            throws ReflectiveOperationException {
        return new ConstantCallSite(Link.of(caller, target).asType(type));
    }

    /**
     * Links the check of a constructor's arguments.
     *
     * @param caller the class that calls
     * @param name of the check
     * @param type the arguments; the result is an array of those to go on with
     * @param made the class whose constructor is called
     */
    public static CallSite make(MethodHandles.Lookup caller, String name, MethodType type, Class<?> made)
            throws ReflectiveOperationException {
        MethodType arguments = type.changeReturnType(void.class);
        Optional<Row> row = Link.row(made, "<init>", arguments);
        MethodHandle check = row.isEmpty()
                ? MethodHandles.identity(Object[].class)
                : Link.ARGUMENTS.bindTo(Call.of(Site.of(caller), row.get(), made, "<init>"));
        return new ConstantCallSite(
                check.asCollector(Object[].class, type.parameterCount()).asType(type));
    }
}
