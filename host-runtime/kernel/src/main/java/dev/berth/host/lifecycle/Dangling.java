/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.port.objects.ObjectStore.Usage;
import dev.berth.manifest.Edge;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** What a removal would leave without what it refers to, counted for at most two seconds (LIFE-115). */
final class Dangling {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final World world;
    private final Duration limit;

    Dangling(World world) {
        this(world, LIMIT);
    }

    Dangling(World world, Duration limit) {
        this.world = world;
        this.limit = limit;
    }

    /** Returns one line a kind of reference; a count that was capped reads {@code 47+}. */
    List<String> count(InstalledExtension row) {
        List<String> lines = new ArrayList<>();
        add(lines, "live extension", dependents(row, InstalledExtension::isLive));
        add(lines, "archived extension", dependents(row, other -> !other.isLive()));
        Usage usage = usage(row.id());
        add(lines, usage.objects(), "object", "of its types");
        add(lines, usage.references(), "object", "of others, referring to one of its types");
        return lines;
    }

    private static void add(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(names.size() + " " + what + (names.size() == 1 ? "" : "s") + " in need of it: "
                    + String.join(", ", names));
        }
    }

    private static void add(List<String> lines, int count, String what, String rest) {
        if (count != 0) {
            boolean capped = count < 0 || count >= Usage.COUNTED;
            lines.add(Math.max(count, 0) + (capped ? "+ " : " ") + what + (count == 1 ? " " : "s ") + rest);
        }
    }

    /** A database that takes longer is not waited for; then there may be any number. */
    private Usage usage(ExtensionId id) {
        CompletableFuture<Usage> counted = CompletableFuture.supplyAsync(
                () -> world.objects().usage(id),
                work -> Thread.ofVirtual().name("count").start(work));
        try {
            return counted.completeOnTimeout(
                            new Usage(-1, -1), limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return new Usage(-1, -1);
        }
    }

    private List<String> dependents(InstalledExtension row, Predicate<InstalledExtension> which) {
        return world.registry().all().values().stream()
                .filter(which)
                .filter(other -> !other.id().equals(row.id()))
                .filter(other -> other.manifest().dependencies().stream()
                        .anyMatch(edge -> edge.isBlocking()
                                && edge instanceof Edge.PackageEdge to
                                && to.target().equals(row.id())))
                .map(other -> other.current().subject())
                .toList();
    }
}
