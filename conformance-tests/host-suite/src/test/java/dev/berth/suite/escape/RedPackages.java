/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.fixtures.JavaSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/** The attempts, compiled once, as packages for a host and as a JAR for a bare JVM. */
final class RedPackages {
    static final String DENIED = "@red/denied-connector";
    static final String GRANTED = "@red/granted-connector";
    private static final String PEER = "@red/peer-connector";
    private static final String ENTRY = "red.escape.Entry";
    private static final String[] IMPORTS = {
        "javax.net",
        "javax.net.ssl",
        "javax.xml.crypto",
        "javax.xml.crypto.dom",
        "javax.xml.crypto.dsig",
        "javax.xml.crypto.dsig.dom",
        "javax.xml.crypto.dsig.keyinfo",
        "javax.xml.parsers",
        "javax.xml.stream",
        "javax.xml.transform",
        "javax.xml.transform.stream",
        "javax.xml.validation",
        "javax.xml.xpath",
        "org.w3c.dom",
        "org.w3c.dom.ls",
        "org.xml.sax",
        "org.xml.sax.helpers",
        "red.shared"
    };

    private static final String ENTRY_SOURCE =
            EntrySource.of(ENTRY).register("""
                    ctx.mcp().registerTool(new McpTool(ctx.extensionId().name().replace("-connector", "_try"),
                            java.util.Optional.empty(), java.util.Optional.empty(),
                            input -> java.util.Map.of("said", Run.of(input.string("id").orElseThrow(),
                                    input.string("places").orElseThrow(), ctx))));
                    """).text();

    private final Lure lure;
    private final int jdk;
    /** Of the classes of all attempts. */
    private final Set<String> names;

    private final Map<String, byte[]> classes;
    private final Map<String, byte[]> planted;

    RedPackages(List<Attempt> attempts, Lure lure, int jdk) {
        this.names = attempts.stream().map(Attempt::className).collect(Collectors.toUnmodifiableSet());
        this.lure = lure;
        this.jdk = jdk;
        Map<String, String> sources = new LinkedHashMap<>(peer());
        attempts.forEach(row -> sources.put("red.escape." + row.className(), row.source()));
        sources.put("red.escape.Places", RedSources.PLACES);
        sources.put("red.escape.Attempt", RedSources.ATTEMPT);
        sources.put("red.escape.Run", RedSources.RUN);
        sources.put("red.escape.Rows", RedSources.rows(attempts));
        sources.put(ENTRY, ENTRY_SOURCE);
        sources.put("org.osgi.framework.FrameworkUtil", RedSources.FRAMEWORK);
        this.classes = JavaSources.compile(sources, jdk);
        this.planted = planted(lure, jdk);
    }

    private Map<String, String> peer() {
        return Map.of("red.shared.Vault", RedSources.VAULT, "red.hidden.Keys", RedSources.keys(lure.secret()));
    }

    private static Map<String, byte[]> planted(Lure lure, int jdk) {
        return JavaSources.compile(
                List.of("planted", "red.escape", "red.shared").stream()
                        .collect(Collectors.toMap(
                                name -> name + ".Planted", name -> RedSources.planted(name, lure.place("beyond")))),
                jdk);
    }

    /** Writes the extension that others are wired to. */
    Path peerFile(Path folder) {
        ExtensionPackage peer = ExtensionPackage.connector(PEER, "1.0.0")
                .release(jdk)
                .header("Export-Package", "red.shared")
                .entry("red.hidden.Entry", EntrySource.of("red.hidden.Entry").text());
        peer().forEach(peer::source);
        return peer.writeTo(folder);
    }

    /** Writes a package with all attempts. */
    Path file(Path folder, String id, List<String> permissions) {
        return write(folder, id, permissions, classes);
    }

    /** Tells whether a file is of one attempt, or of none. */
    boolean isSeen(String path, Attempt only) {
        String name = path.replaceAll(".*/|\\.class$|\\$.*", "");
        return !path.equals("red/escape/Rows.class") && (name.equals(only.className()) || !names.contains(name));
    }

    private Path write(Path folder, String id, List<String> permissions, Map<String, byte[]> content) {
        ExtensionPackage red = ExtensionPackage.connector(id, "1.0.0")
                .ports("mcp", "settings")
                .requires(PEER, "^1.0.0")
                .block("serverEntry", "\"" + ENTRY + "\"")
                .block(
                        "permissions",
                        permissions.stream()
                                .map(permission -> "\"" + permission + "\"")
                                .collect(Collectors.joining(", ", "[", "]")))
                .imports(IMPORTS);
        content.forEach((path, bytes) -> {
            if (path.startsWith("red/escape/")) {
                red.file(path, bytes);
            }
        });
        planted.forEach((path, bytes) -> red.file("code/" + path.replace(".class", ".bin"), bytes));
        return red.writeTo(folder);
    }

    /** Writes what a bare JVM loads. */
    Path bareJar(Path folder) throws IOException {
        Path jar = folder.resolve("bare.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, classes, "red/", "");
            put(out, planted, "", "code/");
        }
        return jar;
    }

    /** Writes what attempts find in the folder that they may read: code that nobody has read, and the secret. */
    void plant(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/java.util.function.Supplier"));
            out.write("planted.Planted".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("secret.txt"));
            out.write(lure.secret().getBytes(StandardCharsets.UTF_8));
            put(out, planted, "planted/", "");
        }
    }

    private static void put(JarOutputStream out, Map<String, byte[]> content, String of, String under)
            throws IOException {
        for (Map.Entry<String, byte[]> entry : content.entrySet()) {
            if (entry.getKey().startsWith(of)) {
                String name = under.isEmpty() ? entry.getKey() : entry.getKey().replace(".class", ".bin");
                out.putNextEntry(new JarEntry(under + name));
                out.write(entry.getValue());
            }
        }
    }
}
