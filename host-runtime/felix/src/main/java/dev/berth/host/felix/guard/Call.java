/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.manifest.authority.JdkAuthority.Row;
import dev.berth.manifest.authority.Reach;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A guarded member at one place.
 *
 * @param site who calls
 * @param row what the table says of it
 * @param owner the class that declares it
 * @param name its name; {@code <init>} of a constructor
 * @param proceed calls it with all arguments, the receiver first
 * @param isOverridable whether the receiver's class decides which code runs, and may be the extension's own
 * @param twin what answers in its place, if the table says so
 */
record Call(
        Site site,
        Row row,
        Class<?> owner,
        String name,
        MethodHandle proceed,
        boolean isOverridable,
        Optional<Twin> twin) {
    private static final MethodHandle NOTHING =
            MethodHandles.dropArguments(MethodHandles.constant(Object.class, new Object[0]), 0, Object[].class);

    /** Answers in place of a member. */
    @FunctionalInterface
    interface Twin {
        @Nullable
        Object run(Call call, @Nullable Object[] arguments) throws Throwable;
    }

    static Call of(Site site, Row row, Class<?> owner, String name) {
        Optional<Twin> twin = row.reach() == Reach.TWIN ? Optional.of(Twins.of(row.type(), name)) : Optional.empty();
        return new Call(site, row, owner, name, NOTHING, false, twin);
    }

    Call to(MethodHandle target, boolean overridable) {
        MethodType shape = target.type();
        MethodHandle spread = target.asType(shape.generic()).asSpreader(Object[].class, shape.parameterCount());
        return new Call(site, row, owner, name, spread, overridable, twin);
    }

    /** Tells whether more than the arguments is changed. */
    boolean isAround() {
        return isOverridable || row.reach() == Reach.TEMPORARY || (twin.isPresent() && !Twins.isBefore(row.type()));
    }

    /** Runs it. The arguments are an array of its own, so that what is checked is what is used. */
    @Nullable
    Object run(@Nullable Object[] arguments) throws Throwable {
        if (twin.isPresent()) {
            return twin.get().run(this, arguments);
        }
        if (Snapshots.isOverridden(this, arguments)) {
            return proceed(arguments);
        }
        Snapshots.take(this, arguments);
        if (row.reach() == Reach.TEMPORARY) {
            return Temporary.run(this, arguments);
        }
        Demands.state(this, arguments);
        return proceed(arguments);
    }

    /** Checks the arguments of a constructor, and returns those to go on with. */
    @Nullable
    Object[] checked(@Nullable Object[] arguments) throws Throwable {
        if (twin.isPresent()) {
            twin.get().run(this, arguments);
        } else {
            Snapshots.take(this, arguments);
            Demands.state(this, arguments);
        }
        return arguments;
    }

    @Nullable
    Object proceed(@Nullable Object... arguments) throws Throwable {
        return (@Nullable Object) proceed.invokeExact(arguments);
    }

    /** Returns what people call it, as it follows "tried to use". */
    String words() {
        return isConstructor() ? "new " + owner.getName() + "()" : owner.getName() + "." + name + "()";
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }
}
