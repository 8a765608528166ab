/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.pf4j.ExtensionPoint;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginManager;

/**
 * PF4J. An update is unload, load, start: its manager keeps one plugin of an id, and has neither verification nor a journal to
 * pay for.
 * Its callers synchronise with nothing, as the examples of its manual do. Public, because its plugin implements the contract in it.
 */
public final class Pf4jContestant implements Contestant {
    private static final String ID = "hello";

    /** The contract of the plugin. */
    public interface Greeter extends ExtensionPoint {
        /** Returns a greeting. */
        String greet(String name);
    }

    private final List<Path> versions = new ArrayList<>();
    private final PluginManager plugins;

    Pf4jContestant(Path folder) throws IOException {
        for (String version : List.of("1.0.0", "1.1.0")) {
            versions.add(jar(folder, version));
        }
        plugins = new JarPluginManager(Files.createDirectories(folder.resolve("plugins")));
        plugins.startPlugin(plugins.loadPlugin(versions.get(0)));
    }

    private static String source(String version) {
        return """
            package hello;
            @org.pf4j.Extension
            public class Hello implements dev.berth.benchmarks.Pf4jContestant.Greeter {
                @Override public String greet(String name) { return "Hello, " + name + ", from %s"; }
            }
            """.formatted(version);
    }

    private static Path jar(Path folder, String version) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes-" + version));
        Path source = Files.writeString(
                Files.createDirectories(classes.resolve("hello")).resolve("Hello.java"), source(version));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
        if (result != 0) {
            throw new IllegalStateException("The plugin of PF4J does not compile");
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", ID);
        manifest.getMainAttributes().putValue("Plugin-Version", version);
        Path jar = folder.resolve("hello-" + version + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry("hello/Hello.class"));
            out.write(Files.readAllBytes(classes.resolve("hello/Hello.class")));
            out.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            out.write("hello.Hello\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    @Override
    public String name() {
        return "PF4J";
    }

    @Override
    public boolean call() {
        return plugins.getExtensions(Greeter.class).get(0).greet("Ada").contains("Ada");
    }

    @Override
    public void update(int version) {
        plugins.unloadPlugin(ID);
        plugins.startPlugin(plugins.loadPlugin(versions.get(version)));
    }

    @Override
    public void close() {
        plugins.stopPlugins();
        plugins.unloadPlugins();
    }
}
