/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to try.
 *
 * @param entry the entry class
 * @param requested the ports that the manifest requests
 * @param jar its classes
 * @param shared the packages that classes of others may come from
 * @param others JARs of extensions beside it
 */
public record Task(
        ExtensionId id, String entry, List<PortName> requested, Path jar, Set<String> shared, List<Path> others) {
    /** Copies the collections. */
    public Task {
        requested = List.copyOf(requested);
        shared = Set.copyOf(shared);
        others = List.copyOf(others);
    }

    /** Returns it as arguments of a program. */
    public List<String> arguments() {
        List<String> all = new ArrayList<>(List.of(
                id.value(),
                entry,
                String.join(",", requested.stream().map(PortName::toString).toList()),
                jar.toString(),
                String.join(",", shared)));
        others.forEach(other -> all.add(other.toString()));
        return all;
    }

    /** Reads what {@link #arguments()} wrote. */
    static Task of(List<String> arguments) {
        return new Task(
                ExtensionId.of(arguments.get(0)),
                arguments.get(1),
                words(arguments.get(2))
                        .flatMap(name -> PortName.find(name).stream())
                        .toList(),
                Path.of(arguments.get(3)),
                Set.copyOf(words(arguments.get(4)).toList()),
                arguments.stream().skip(5).map(Path::of).toList());
    }

    private static Stream<String> words(String list) {
        return Arrays.stream(list.split(",")).filter(word -> !word.isEmpty()).distinct();
    }

    ExtensionLoader loader() {
        return new ExtensionLoader(
                url(jar), shared, others.stream().map(Task::url).toArray(URL[]::new));
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
