/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe;

import dev.berth.conformance.Subject;
import dev.berth.conformance.probe.child.ProbeMain;
import dev.berth.conformance.probe.child.Task;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.Extension;
import dev.berth.sdk.port.PortName;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries hooks in a new JVM of the version that runs this, without environment, in a folder that is deleted afterwards. It has the
 * rights of who runs the check, so {@code --no-probe} is for code that nobody trusts.
 */
public final class ChildJvm implements HookTrial {
    /** It starts fast, does not grow, and keeps nothing of a class loader that is gone. */
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:SoftRefLRUPolicyMSPerMB=0", "-Xmx512m");

    private final Duration limit;

    /** Makes one that kills a child after a time. */
    public ChildJvm(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Outcome run(Subject subject, String entry) {
        try {
            Path folder = Files.createTempDirectory("berth-probe-");
            try {
                Task task = task(subject, entry, folder);
                return Conversation.with(() -> start(task, folder), limit);
            } finally {
                delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            return new Outcome(new End.NotStarted(String.valueOf(e.getMessage())), List.of());
        }
    }

    private static Task task(Subject subject, String entry, Path folder) throws IOException {
        ExtensionManifest manifest = subject.manifest().orElseThrow();
        Set<String> shared = new TreeSet<>();
        List<Path> others = new ArrayList<>();
        for (var other : subject.neighbours().known()) {
            if (!other.id().equals(manifest.id())
                    && other.files().isPresent()
                    && !other.exports().isEmpty()) {
                shared.addAll(other.exports());
                others.add(ClassJar.write(other.files().get(), folder.resolve("other-" + others.size() + ".jar")));
            }
        }
        List<PortName> requested = manifest.requestedPorts().stream()
                .filter(PortName::isPrivileged)
                .filter(port -> port.tier() != PortName.Tier.RESERVED)
                .toList();
        Path jar = ClassJar.write(subject.entries(), folder.resolve("extension.jar"));
        return new Task(manifest.id(), entry, requested, jar, shared, others);
    }

    private static Process start(Task task, Path folder) throws IOException {
        Path home = Files.createDirectory(folder.resolve("work"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + home);
        command.add("-Duser.home=" + home);
        command.add("-cp");
        command.add(classPath());
        command.add(ProbeMain.class.getName());
        command.addAll(task.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        return builder.start();
    }

    private static String classPath() {
        return Stream.of(ProbeMain.class, Extension.class, PackageEntries.class, Nullable.class)
                .map(type -> type.getProtectionDomain().getCodeSource())
                .filter(Objects::nonNull)
                .map(ChildJvm::path)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String path(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What cannot be deleted is left to the system, as other temporary files are. */
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                file.toFile().delete();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                visited.toFile().delete();
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
