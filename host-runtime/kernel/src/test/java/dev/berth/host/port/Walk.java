/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that reflection finds from an object: fields of its class and above, elements, members, handlers of proxies. */
final class Walk {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private Walk() {}

    static Set<Object> from(Object... starts) {
        Walk walk = new Walk();
        for (Object start : starts) {
            walk.meet(start);
        }
        while (!walk.open.isEmpty()) {
            walk.visit(walk.open.pop());
        }
        return walk.seen;
    }

    private void meet(Object found) {
        if (found != null && seen.add(found)) {
            open.push(found);
        }
    }

    private void visit(Object found) {
        if (Proxy.isProxyClass(found.getClass())) {
            InvocationHandler handler = Proxy.getInvocationHandler(found);
            meet(handler);
        }
        switch (found) {
            case Object[] elements -> {
                for (Object element : elements) {
                    meet(element);
                }
            }
            case Iterable<?> elements -> elements.forEach(this::meet);
            case Map<?, ?> members ->
                members.forEach((key, value) -> {
                    meet(key);
                    meet(value);
                });
            case Optional<?> one -> one.ifPresent(this::meet);
            default -> fields(found);
        }
    }

    private void fields(Object found) {
        for (Class<?> type = found.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive()) {
                    read(field, found);
                }
            }
        }
    }

    private void read(Field field, Object found) {
        try {
            field.setAccessible(true);
            meet(field.get(Modifier.isStatic(field.getModifiers()) ? null : found));
        } catch (InaccessibleObjectException e) {
            // The JDK does not open its own classes, and that is what this is about.
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
