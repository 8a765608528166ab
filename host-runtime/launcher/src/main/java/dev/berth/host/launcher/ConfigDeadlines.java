/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.HostBuilder;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.activation.Deadlines.Overdue;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The key {@code deadlines}: how long hooks and calls may take, of all extensions under {@code *}, and of single ones, for which the
 * rest is as for all; and what becomes of calls that are late when their revision goes (LIFE-26, LIFE-99, ENG-33).
 */
final class ConfigDeadlines implements ConfigInput.Entry {
    private static final String OVERDUE = "overdue";
    private static final Set<String> SECONDS =
            Set.of("config", "register", "bootstrap", "destroy", "call", "job", "drain", "stuck");
    private static final int LONGEST_SECONDS = 24 * 60 * 60;
    private static final List<String> ENDS = Arrays.stream(Overdue.values())
            .map(end -> end.name().toLowerCase(Locale.ROOT))
            .toList();

    private final ConfigInput input;
    private final Map<ExtensionId, UnaryOperator<Deadlines>> single = new LinkedHashMap<>();
    private Deadlines all = Deadlines.DEFAULT;

    ConfigDeadlines(ConfigInput input) {
        this.input = input;
    }

    @Override
    public void read(ExtensionId id, String path, Node value) {
        single.put(id, change(path, value));
    }

    @Override
    public boolean readAll(String path, Node value) {
        all = change(path, value).apply(all);
        return true;
    }

    /** Tells a builder. */
    void say(HostBuilder builder) {
        builder.deadlines(all);
        single.forEach((id, change) -> builder.deadlines(id.value(), change.apply(all)));
    }

    private UnaryOperator<Deadlines> change(String path, Node value) {
        Set<String> known = new TreeSet<>(SECONDS);
        known.add(OVERDUE);
        if (!(value instanceof Node.Obj object)) {
            input.shape(value, path, "an object of " + String.join(", ", known));
            return UnaryOperator.identity();
        }
        input.only(object, path + ".", known);
        Map<String, Duration> given = new LinkedHashMap<>();
        SECONDS.stream()
                .sorted()
                .forEach(key -> input.number(object, path, key, 1, LONGEST_SECONDS)
                        .ifPresent(seconds -> given.put(key, Duration.ofSeconds(seconds))));
        Optional<Overdue> end = object.get(OVERDUE).flatMap(node -> end(node, path));
        return base -> new Deadlines(
                given.getOrDefault("config", base.config()),
                given.getOrDefault("register", base.register()),
                given.getOrDefault("bootstrap", base.bootstrap()),
                given.getOrDefault("destroy", base.destroy()),
                given.getOrDefault("call", base.call()),
                given.getOrDefault("job", base.job()),
                given.getOrDefault("drain", base.drain()),
                given.getOrDefault("stuck", base.stuck()),
                end.orElse(base.overdue()));
    }

    private Optional<Overdue> end(Node node, String path) {
        if (node instanceof Node.Text text && ENDS.contains(text.value())) {
            return Optional.of(Overdue.valueOf(text.value().toUpperCase(Locale.ROOT)));
        }
        input.shape(node, path + "." + OVERDUE, "one of " + String.join(", ", ENDS));
        return Optional.empty();
    }
}
