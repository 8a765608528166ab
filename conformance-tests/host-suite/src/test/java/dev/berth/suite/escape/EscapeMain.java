/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import dev.berth.host.HostRuntime;
import dev.berth.host.live.Caller;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs attempts, in a host or in a bare JVM, and prints what came of each: id, run, effect, what it said. Before each it prints
 * which one begins, so that who reads knows which one ended this JVM.
 */
public final class EscapeMain {
    static final String VICTIM = "red-victim";
    static final String MARK = "@@";
    static final String BEGINS = ">";
    static final String NOTHING = "no";
    static final String END = "end";
    private static final String LISTENS = "listens";
    private static final int LONGEST_SECONDS = 15;
    private static final int SHOWN = 400;

    private final PrintStream out = System.out;
    private final Lure lure;
    private final Bait bait;
    private final JvmState state;
    private Process victim;

    private EscapeMain(Lure lure) throws Exception {
        this.lure = lure;
        this.bait = new Bait(lure);
        Thread.ofPlatform().daemon().name(VICTIM).start(EscapeMain::idle);
        this.victim = victim();
        this.state = new JvmState();
    }

    /** Who runs one attempt; returns what it said. */
    private interface Runner {
        String run(String id, String places) throws Exception;
    }

    /** Takes the folder of the lure, then {@code host} or {@code bare}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Properties places = new Properties();
        try (var in = Files.newInputStream(folder.resolve("places"))) {
            places.load(in);
        }
        EscapeMain main = new EscapeMain(new Lure(System.getenv(Lure.VARIABLE), places));
        List<String> rows = Files.readAllLines(folder.resolve("rows"));
        if (arguments[1].equals("bare")) {
            main.bare(folder, rows);
        } else {
            main.host(folder, rows);
        }
        main.victim.destroyForcibly();
        main.say(END);
        Runtime.getRuntime().halt(0);
    }

    private static void idle() {
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
            Thread.interrupted();
        }
    }

    private static Process victim() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }

    private void host(Path folder, List<String> rows) throws Exception {
        Path home = folder.resolve("home");
        lure.places().setProperty("home", home.toString());
        HostRuntime host = HostRuntime.builder()
                .home(home)
                .mount("in", Path.of(lure.place("in")))
                .mount("out", Path.of(lure.place("outFolder")))
                .build(new Unscanned())
                .start();
        for (String name : List.of("peer", "denied", "granted")) {
            host.install(folder.resolve(name + "-connector-1.0.0.jar"));
        }
        for (String row : rows) {
            if (!attempt(row, "denied", (id, places) -> call(host, "denied_try", id, places))) {
                attempt(row, "granted", (id, places) -> call(host, "granted_try", id, places));
            }
        }
    }

    private static String call(HostRuntime host, String tool, String id, String places) {
        return host.callTool(tool, JsonObject.of("id", id, "places", places), Caller.user("tester", "default"))
                .string("said")
                .orElse("");
    }

    private void bare(Path folder, List<String> rows) throws Exception {
        lure.places()
                .setProperty(
                        "home", Files.createDirectories(folder.resolve("home")).toString());
        Files.createDirectories(folder.resolve("home/content"));
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.resolve("bare.jar").toUri().toURL()});
        Method run = loader.loadClass("red.escape.Run").getMethod("of", String.class, String.class, Object.class);
        Object context = Proxy.newProxyInstance(
                EscapeMain.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (self, method, given) -> null);
        for (String row : rows) {
            attempt(row, "bare", (id, places) -> (String) run.invoke(null, id, places, context));
        }
    }

    /** Makes one attempt and looks for what came of it; returns whether anything did. */
    private boolean attempt(String row, String run, Runner runner) throws Exception {
        String id = row.replace("!", "");
        boolean never = row.endsWith("!");
        if (!victim.isAlive()) {
            victim = victim();
        }
        lure.clear("out");
        lure.clear("beyondOut");
        int visits = bait.visits();
        say(BEGINS, id, run);
        String said = said(runner, id);
        String seen = seen(said, never, visits);
        if (seen.equals(LISTENS)) {
            // What it keeps is closed by the next attempt of the same extension, whichever.
            said(runner, "none");
        }
        String shown = said.replace(lure.secret(), "SECRET").replaceAll("\\s+", " ");
        say(id, run, seen.isEmpty() ? NOTHING : seen, shown.substring(0, Math.min(SHOWN, shown.length())));
        return !seen.isEmpty();
    }

    /** Whatever else is printed is not at the start of a line with this mark. */
    private void say(String... words) {
        out.println("\n" + MARK + String.join("\t", words));
        out.flush();
    }

    private String said(Runner runner, String id) throws Exception {
        FutureTask<String> task = new FutureTask<>(() -> runner.run(id, places()));
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return "threw " + e.getCause();
        } catch (TimeoutException e) {
            return "threw " + e;
        }
    }

    private String places() {
        Properties all = new Properties();
        all.putAll(lure.places());
        all.setProperty("victim", "" + victim.pid());
        all.setProperty("hostClass", HostRuntime.class.getName());
        all.setProperty(
                "library",
                Path.of(System.getProperty("java.home"), "lib", "librmi.so").toString());
        all.setProperty(
                "classPath",
                HostRuntime.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath());
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Returns what came of it, in a word; nothing for nothing. */
    private String seen(String said, boolean never, int visits) throws Exception {
        List<String> changes = state.changes();
        if (said.startsWith("returned ") && said.contains(lure.secret())) {
            return "read";
        } else if (lure.clear("beyondOut") || (lure.clear("out") && !never)) {
            return "wrote";
        } else if (said.startsWith("returned trophy")) {
            return "done";
        } else if (bait.visits() > visits) {
            return "connected";
        } else if (!changes.isEmpty()) {
            return "changed " + changes.get(0).toLowerCase(Locale.ROOT);
        }
        return listens() ? LISTENS : "";
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), lure.port("listen")), 1000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
