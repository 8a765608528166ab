/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.weave.Sinks;
import dev.berth.manifest.authority.JdkAuthority.Row;
import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** Puts a guard before a member, if the table says so: by the class that declares it, not by the one that code names. */
final class Link {
    /** A guarded call, and the check of a constructor's arguments; both take a {@link Call} first, then all arguments. */
    static final MethodHandle AROUND;

    static final MethodHandle ARGUMENTS;

    static {
        MethodHandles.Lookup own = MethodHandles.lookup();
        MethodType objects = MethodType.methodType(Object.class, Object[].class);
        try {
            AROUND = own.findVirtual(Call.class, "run", objects);
            ARGUMENTS = own.findVirtual(Call.class, "checked", objects.changeReturnType(Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private Link() {}

    /** Returns a member with its guard, for the class that looked it up; the member alone, if it needs none. */
    static MethodHandle of(MethodHandles.Lookup caller, MethodHandle member) throws ReflectiveOperationException {
        return of(caller, caller, member);
    }

    /**
     * Does the same for a lookup at run time.
     *
     * @param site whose authority counts
     * @param finder the lookup that found the member
     */
    static MethodHandle of(MethodHandles.Lookup site, MethodHandles.Lookup finder, MethodHandle member)
            throws ReflectiveOperationException {
        MethodHandleInfo found = finder.revealDirect(member);
        Class<?> declaring = found.getDeclaringClass();
        Optional<Row> row = row(declaring, found.getName(), found.getMethodType());
        if (row.isEmpty()) {
            return member;
        }
        MethodHandle target = member.asFixedArity();
        boolean isFile = declaring == File.class;
        if (isFile && found.getReferenceKind() == MethodHandleInfo.REF_invokeSpecial) {
            // A call of super goes by the path that was checked, not by one that only the object knows.
            target = MethodHandles.publicLookup()
                    .findVirtual(File.class, found.getName(), found.getMethodType())
                    .asFixedArity();
        }
        boolean overridable = isFile && found.getReferenceKind() == MethodHandleInfo.REF_invokeVirtual;
        Call call =
                Call.of(Site.of(site), row.get(), declaring, found.getName()).to(target, overridable);
        Optional<MethodHandle> straight = Straight.of(call, target);
        if (straight.isPresent()) {
            return straight.get();
        }
        MethodType shape = member.type();
        // What only looks at the arguments leaves no frame of the host below the member: some members ask the stack who
        // calls.
        MethodHandle guarded = call.isAround()
                ? AROUND.bindTo(call)
                : MethodHandles.filterArguments(call.proceed(), 0, ARGUMENTS.bindTo(call));
        return guarded.asCollector(Object[].class, shape.parameterCount()).asType(shape);
    }

    /** Finds the row of a member; a class that is not of the JDK has none. */
    static Optional<Row> row(Class<?> declaring, String name, MethodType type) {
        return Ground.isPlatform(declaring) ? Sinks.find(declaring, name, type.descriptorString()) : Optional.empty();
    }
}
