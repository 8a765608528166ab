/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import dev.berth.host.permission.Demand;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Starts programs from a copy of what code asks for, in an environment without what it may not read. */
final class ProcessTwins {
    static final Map<String, Twin> ALL = Map.of(
            "java/lang/ProcessBuilder.start", ProcessTwins::start,
            "java/lang/ProcessBuilder.startPipeline", ProcessTwins::pipeline,
            "java/lang/ProcessBuilder.environment", ProcessTwins::environment,
            "java/lang/Runtime.exec", ProcessTwins::exec);

    /** What programs need to run at all. */
    private static final Set<String> HARMLESS = Set.of("PATH", "LANG", "LC_ALL", "TZ", "SystemRoot");

    private ProcessTwins() {}

    private static Object start(Call call, @Nullable Object[] arguments) throws IOException {
        return copy(call.site(), (ProcessBuilder) Objects.requireNonNull(arguments[0]))
                .start();
    }

    private static Object pipeline(Call call, @Nullable Object[] arguments) throws IOException {
        List<ProcessBuilder> copies = new ArrayList<>();
        for (Object one : (List<?>) Objects.requireNonNull(arguments[0])) {
            copies.add(copy(call.site(), (ProcessBuilder) Objects.requireNonNull(one)));
        }
        return ProcessBuilder.startPipeline(copies);
    }

    private static @Nullable Object environment(Call call, @Nullable Object[] arguments) {
        Map<String, String> environment = ((ProcessBuilder) Objects.requireNonNull(arguments[0])).environment();
        hide(call.site(), environment);
        return environment;
    }

    private static void hide(Site site, Map<String, String> environment) {
        environment
                .entrySet()
                .removeIf(variable -> !HARMLESS.contains(variable.getKey())
                        && variable.getValue().equals(System.getenv(variable.getKey()))
                        && !site.authority().allows(new Demand.ReadVariable(variable.getKey())));
    }

    private static ProcessBuilder copy(Site site, ProcessBuilder given) {
        List<String> command = List.copyOf(given.command());
        if (!command.isEmpty()) {
            site.demand(new Demand.Execute(command.getFirst()));
        }
        ProcessBuilder copy = new ProcessBuilder(command)
                .directory(plain(given.directory()))
                .redirectErrorStream(given.redirectErrorStream())
                .redirectInput(checked(site, given.redirectInput()))
                .redirectOutput(checked(site, given.redirectOutput()))
                .redirectError(checked(site, given.redirectError()));
        copy.environment().clear();
        copy.environment().putAll(given.environment());
        hide(site, copy.environment());
        return copy;
    }

    private static @Nullable File plain(@Nullable File folder) {
        return folder == null ? null : Snapshots.plain(folder);
    }

    private static Redirect checked(Site site, Redirect redirect) {
        if (redirect.file() == null) {
            return redirect;
        }
        File file = Snapshots.plain(redirect.file());
        return switch (redirect.type()) {
            case READ -> {
                site.demand(new Demand.ReadFile(file.toPath()));
                yield Redirect.from(file);
            }
            case WRITE -> {
                site.demand(new Demand.WriteFile(file.toPath()));
                yield Redirect.to(file);
            }
            case APPEND -> {
                site.demand(new Demand.WriteFile(file.toPath()));
                yield Redirect.appendTo(file);
            }
            case PIPE, INHERIT -> redirect;
        };
    }

    /** As the JDK does it: by a builder. */
    private static Object exec(Call call, @Nullable Object[] arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(Objects.requireNonNull(arguments[1])));
        if (arguments.length > 2 && arguments[2] instanceof String[] variables) {
            builder.environment().clear();
            for (String variable : variables) {
                int sign = variable.indexOf('=', 1);
                if (sign > 0) {
                    builder.environment().put(variable.substring(0, sign), variable.substring(sign + 1));
                }
            }
        }
        if (arguments.length > 3 && arguments[3] instanceof File folder) {
            builder.directory(folder);
        }
        return copy(call.site(), builder).start();
    }

    private static List<String> command(Object command) {
        return command instanceof String[] words
                ? List.of(words)
                : Collections.list(new StringTokenizer((String) command)).stream()
                        .map(String::valueOf)
                        .toList();
    }
}
