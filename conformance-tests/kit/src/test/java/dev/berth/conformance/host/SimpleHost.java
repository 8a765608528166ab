/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.Extension;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The smallest host that does all that the kit asks, in one class loader an extension; and each way to get one thing wrong. */
final class SimpleHost implements HostUnderTest {
    /** What it gets wrong. */
    enum Fault {
        NONE,
        GRANTS_SETTINGS_TO_ALL,
        REFUSES_WHAT_IS_GRANTED,
        FORGETS_REVOCATIONS,
        BOOTSTRAPS_AT_ONCE,
        ORDERS_BY_NAME,
        NEVER_INTERRUPTS,
        DESTROYS_TWICE,
        FORGETS_DESTROY,
        KEEPS_WHAT_FAILED,
        KEEPS_TOOLS,
        KEEPS_PROVIDERS,
        KEEPS_LOADERS,
        SERVES_THE_OLD_VERSION,
        LOSES_THE_OLD_VERSION
    }

    /** One installed package. */
    private static final class Installed {
        final ExtensionId id;
        final Path file;
        final Set<PortName> granted;
        final List<ExtensionId> requires;
        final Map<String, SimplePorts.Tool> tools = new LinkedHashMap<>();
        final Set<String> capabilities = new HashSet<>();
        Extension code;
        boolean active;

        Installed(ExtensionId id, Path file, Set<PortName> granted, List<ExtensionId> requires, Extension code) {
            this.id = id;
            this.file = file;
            this.granted = granted;
            this.requires = requires;
            this.code = code;
        }
    }

    private final Fault fault;
    private final Map<ExtensionId, Installed> rows = new TreeMap<>();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private final List<Object> kept = new ArrayList<>();
    private final Map<String, SimplePorts.Tool> keptTools = new HashMap<>();

    SimpleHost(Fault fault) {
        this.fault = fault;
    }

    private boolean has(Fault one) {
        return fault == one;
    }

    private Installed load(Path file, Set<PortName> granted) {
        try (JarFile jar = new JarFile(file.toFile())) {
            String text =
                    new String(jar.getInputStream(jar.getEntry("package.json")).readAllBytes(), UTF_8);
            ExtensionManifest manifest = new ManifestValidator().reread(text).orElseThrow();
            URLClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, new SdkOnly());
            loaders.add(new WeakReference<>(loader));
            if (has(Fault.KEEPS_LOADERS)) {
                kept.add(loader);
            }
            Extension code = (Extension) loader.loadClass(manifest.serverEntry().orElseThrow())
                    .getConstructor()
                    .newInstance();
            return new Installed(
                    manifest.id(),
                    file,
                    new HashSet<>(granted),
                    manifest.dependencies().stream()
                            .map(edge -> ((PackageEdge) edge).target())
                            .toList(),
                    code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows an extension the JDK and the SDK, and nothing else of this program. */
    private static final class SdkOnly extends ClassLoader {
        SdkOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.berth.sdk.") || name.startsWith("org.jspecify.")) {
                return SimpleHost.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    @Override
    public void install(Path file, Set<PortName> granted) {
        Installed row = load(file, granted);
        rows.put(row.id, row);
        bringUp(List.of(row));
    }

    private void bringUp(List<Installed> set) {
        List<Installed> order = has(Fault.ORDERS_BY_NAME) ? set : ordered(set);
        for (Installed row : order) {
            row.active = runs(row, "register");
            if (has(Fault.BOOTSTRAPS_AT_ONCE) && row.active) {
                row.active = runs(row, "bootstrap");
            }
        }
        for (Installed row : order) {
            if (!has(Fault.BOOTSTRAPS_AT_ONCE) && row.active) {
                row.active = runs(row, "bootstrap");
            }
            if (!row.active && !has(Fault.KEEPS_WHAT_FAILED)) {
                row.tools.clear();
                row.capabilities.clear();
            }
        }
    }

    private static List<Installed> ordered(List<Installed> set) {
        List<Installed> left = new ArrayList<>(set);
        List<Installed> order = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<ExtensionId> waiting = left.stream().map(row -> row.id).collect(Collectors.toSet());
            Installed next = left.stream()
                    .filter(row -> Collections.disjoint(row.requires, waiting))
                    .findFirst()
                    .orElseThrow();
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    private boolean runs(Installed row, String hook) {
        SimplePorts ports = new SimplePorts(
                row.id, port -> row.granted.contains(port) ^ isWrong(row, port), row.tools, row.capabilities);
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                switch (hook) {
                    case "register" -> row.code.register(ports.context());
                    case "bootstrap" -> row.code.bootstrap(ports.context());
                    default -> row.code.destroy(ports.context());
                }
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            done.get(2, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            if (!has(Fault.NEVER_INTERRUPTS)) {
                thread.interrupt();
            }
            return false;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isWrong(Installed row, PortName port) {
        boolean granted = row.granted.contains(port);
        return (has(Fault.GRANTS_SETTINGS_TO_ALL) && port == PortName.SETTINGS && !granted)
                || (has(Fault.REFUSES_WHAT_IS_GRANTED) && port == PortName.JOBS && granted);
    }

    private void takeDown(Installed row) {
        if (row.active && !has(Fault.FORGETS_DESTROY)) {
            runs(row, "destroy");
        }
        if (row.active && has(Fault.DESTROYS_TWICE)) {
            runs(row, "destroy");
        }
        row.active = false;
    }

    @Override
    public void update(Path file) {
        Installed next = load(file, Set.of());
        Installed old = Objects.requireNonNull(rows.get(next.id));
        next.granted.addAll(old.granted);
        bringUp(List.of(next));
        if (has(Fault.LOSES_THE_OLD_VERSION) || (next.active && !has(Fault.SERVES_THE_OLD_VERSION))) {
            rows.put(next.id, next);
            takeDown(old);
        }
        if (!next.active) {
            throw new ProblemException(
                    Problem.of(ProblemCode.UPDATE_ROLLED_BACK, next.id.value(), "It did not come up."));
        }
    }

    @Override
    public void uninstall(ExtensionId id) {
        Installed row = Objects.requireNonNull(rows.remove(id));
        takeDown(row);
        if (has(Fault.KEEPS_TOOLS)) {
            keptTools.putAll(row.tools);
        }
        if (has(Fault.KEEPS_PROVIDERS)) {
            rows.put(id, row);
            row.tools.clear();
        }
    }

    @Override
    public void revoke(ExtensionId id, Set<PortName> ports) {
        Installed row = Objects.requireNonNull(rows.get(id));
        if (!has(Fault.FORGETS_REVOCATIONS)) {
            row.granted.removeAll(ports);
        }
        if (ports.contains(PortName.CAPABILITIES)) {
            row.capabilities.clear();
        }
    }

    @Override
    public void restart() {
        List<Installed> down = new ArrayList<>(ordered(List.copyOf(rows.values())));
        Collections.reverse(down);
        down.forEach(this::takeDown);
        rows.replaceAll((id, row) -> load(row.file, row.granted));
        bringUp(List.copyOf(rows.values()));
    }

    @Override
    public boolean isActive(ExtensionId id) {
        return rows.containsKey(id) && rows.get(id).active;
    }

    @Override
    public Set<String> tools() {
        Set<String> all = new HashSet<>(keptTools.keySet());
        rows.values().forEach(row -> all.addAll(row.tools.keySet()));
        return all;
    }

    @Override
    public JsonValue call(String tool, JsonObject input) {
        return rows.values().stream()
                .filter(row -> row.tools.containsKey(tool))
                .findFirst()
                .orElseThrow()
                .tools
                .get(tool)
                .call(input);
    }

    @Override
    public Set<ExtensionId> providers(String capability) {
        return rows.values().stream()
                .filter(row -> row.capabilities.contains(capability))
                .map(row -> row.id)
                .collect(Collectors.toSet());
    }

    @Override
    public Collection<WeakReference<ClassLoader>> loaders() {
        return loaders;
    }

    @Override
    public void close() {
        rows.values().forEach(this::takeDown);
    }
}
