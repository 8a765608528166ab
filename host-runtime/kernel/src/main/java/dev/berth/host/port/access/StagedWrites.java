/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.host.extension.Changes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one revision writes and emits. While a hook is staged, it lies here, read by this revision alone; it happens when the hook
 * is accepted, in the order in which it was asked for, and vanishes when the hook is refused (PORT-69).
 */
public final class StagedWrites {
    private Map<Object, Write> staged = Map.of();
    private volatile boolean staging = true;

    /**
     * Where something is written; a record of what tells one place from another.
     *
     * @param <T> what is read there
     */
    public interface Place<T> {}

    private record Write(Optional<?> value, Runnable effect) {}

    /** Reads a place: what is staged for it, even its absence, else what is stored. */
    @SuppressWarnings("unchecked") // write() takes only what fits the place
    public <T> Optional<T> read(Place<T> place, Supplier<Optional<T>> stored) {
        if (staging) {
            Write write = staged(place);
            if (write != null) {
                return (Optional<T>) write.value();
            }
        }
        return stored.get();
    }

    /** Returns what is staged at places of a type, in the order in which it was written; nothing once writes happen at once. */
    @SuppressWarnings("unchecked") // write() takes only what fits the place
    public <T, P extends Place<T>> List<T> staged(Class<P> places, Predicate<P> wanted) {
        List<T> values = new ArrayList<>();
        if (staging) {
            synchronized (this) {
                staged.forEach((place, write) -> {
                    if (places.isInstance(place) && wanted.test(places.cast(place))) {
                        write.value().ifPresent(value -> values.add((T) value));
                    }
                });
            }
        }
        return values;
    }

    private @Nullable Write staged(Object place) {
        synchronized (this) {
            return staged.get(place);
        }
    }

    /**
     * Writes a place, in stead of what was staged for it.
     *
     * @param value what this revision reads there until then; empty for nothing
     * @param effect writes it to the store, joining the transaction on the thread
     */
    public <T> void write(Place<T> place, Optional<T> value, Runnable effect) {
        put(place, new Write(value, effect));
    }

    /** Tells whether what is written now waits for a hook to be accepted. */
    public boolean isStaging() {
        return staging;
    }

    /** Emits something that cannot be read back. */
    public void emit(Runnable effect) {
        put(new Object(), new Write(Optional.empty(), effect));
    }

    private void put(Object place, Write write) {
        synchronized (this) {
            if (staging) {
                if (staged.isEmpty()) {
                    staged = new LinkedHashMap<>();
                }
                staged.remove(place);
                staged.put(place, write);
                return;
            }
        }
        write.effect().run();
    }

    /** Keeps what is staged with the other changes; from their commit on, writes happen at once. */
    public void accept(Changes changes) {
        Map<Object, Write> accepted;
        synchronized (this) {
            accepted = new LinkedHashMap<>(staged);
        }
        if (!accepted.isEmpty()) {
            changes.add(() -> accepted.values().forEach(write -> write.effect().run()));
        }
        changes.publish(() -> {
            synchronized (this) {
                staging = false;
                staged.forEach((place, write) -> {
                    if (!write.equals(accepted.get(place))) {
                        write.effect().run();
                    }
                });
                staged = Map.of();
            }
        });
    }

    /** Begins to stage again, for the next hook. */
    public void stage() {
        staging = true;
    }

    /** Forgets what is staged. */
    public void drop() {
        synchronized (this) {
            staged = Map.of();
        }
    }
}
