/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.unload.Unloads.Pinned;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * ENG-40: extensions that leave something behind, each found and named on a real host. Security providers, default handlers of the
 * JVM and MBeans are not among them: who uses those is refused at install.
 */
final class LeakIT {
    private static final String ENTRY = "acme.leaky.Entry";

    @TempDir
    Path temp;

    private ExtensionPackage leaky(String leak) {
        return ExtensionPackage.connector("@acme/leaky-connector", "1.0.0")
                .ports("mcp")
                .entry(
                        ENTRY,
                        EntrySource.of(ENTRY)
                                .register(leak)
                                .tool("leaky_undo", "undo()")
                                .members(
                                        "static Runnable undo = () -> {}; static Object undo() { undo.run(); return 1; }")
                                .text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new java.util.Timer(\"old timer\", true).schedule(new java.util.TimerTask() { public void run() { } }, 3600000); | the thread \"old timer\" was started by it",
                "java.util.concurrent.Executors.newSingleThreadScheduledExecutor(run -> { Thread thread = new Thread(run, \"old pool\");"
                        + " thread.setDaemon(true); return thread; }).scheduleAtFixedRate(() -> {}, 1, 1, java.util.concurrent.TimeUnit.HOURS);"
                        + " | the thread \"old pool\" was started by it"
            })
    void namesWhatHolds(String leak, String named) {
        ExtensionPackage leaky = leaky(leak);
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(leaky.writeTo(temp));
            assertThat(host.state(leaky.id())).isEqualTo("ACTIVE");
            host.apply(new Command.Uninstall(leaky.id()));
            List<Pinned> pinned = host.runtime().unloads().pinned();
            assertThat(pinned)
                    .singleElement()
                    .satisfies(one -> assertThat(one.problem().summary())
                            .contains("@acme/leaky-connector 1.0.0 (revision 1)", named));
        }
    }

    @Test
    @DisplayName(
            "ENG-40: what another extension keeps of one that is gone is told by its path, when the heap is looked through")
    void pathThroughTheHeap() {
        ExtensionPackage base = ExtensionPackage.connector("@acme/base-connector", "1.0.0")
                .source(
                        "com.acme.base.Keep",
                        "package com.acme.base; public class Keep {"
                                + " public static final java.util.List<Object> KEPT = new java.util.ArrayList<>(); }")
                .entry(
                        "com.acme.base.Entry",
                        EntrySource.of("com.acme.base.Entry").text())
                .header("Export-Package", "com.acme.base");
        ExtensionPackage user = ExtensionPackage.connector("@acme/user-connector", "1.0.0")
                .entry(
                        "acme.user.Entry",
                        EntrySource.of("acme.user.Entry")
                                .register("com.acme.base.Keep.KEPT.add(this);")
                                .text())
                .against(base)
                .requires(base.id().value(), "^1")
                .imports("com.acme.base");
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(base.writeTo(temp));
            host.install(user.writeTo(temp));
            host.apply(new Command.Uninstall(user.id()));
            assertThat(host.runtime().unloads().pinned())
                    .singleElement()
                    .satisfies(held -> assertThat(held.pins()).isEmpty());
            assertThat(host.runtime().unloads().traced())
                    .singleElement()
                    .satisfies(held -> assertThat(held.problem().text())
                            .contains(
                                    "@acme/user-connector 1.0.0 (revision 1)",
                                    "the path static com.acme.base.Keep.KEPT -> java.util.ArrayList.elementData -> an array"
                                            + " -> a acme.user.Entry -> the class acme.user.Entry"));
            assertThat(temp.resolve("home/temporary")).isEmptyDirectory();
        }
    }

    @Test
    @DisplayName("ENG-40: what destroy forgot and nobody can miss is taken away, and nothing is held")
    void takesAway() {
        ExtensionPackage leaky = leaky("""
                try {
                    java.sql.DriverManager.registerDriver(new java.sql.Driver() {
                        public java.sql.Connection connect(String url, java.util.Properties info) { return null; }
                        public boolean acceptsURL(String url) { return false; }
                        public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) {
                            return new java.sql.DriverPropertyInfo[0];
                        }
                        public int getMajorVersion() { return 1; }
                        public int getMinorVersion() { return 0; }
                        public boolean jdbcCompliant() { return false; }
                        public java.util.logging.Logger getParentLogger() { return null; }
                    });
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
                """);
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(leaky.writeTo(temp));
            host.apply(new Command.Uninstall(leaky.id()));
            assertThat(host.runtime().unloads().pinned()).isEmpty();
        }
    }

    @Test
    @DisplayName("ENG-40: who used what the JDK has for all code, and left nothing behind, is let go of")
    void common() {
        ExtensionPackage user = leaky("""
                        java.util.concurrent.CompletableFuture<Object> late = new java.util.concurrent.CompletableFuture<>();
                        late.orTimeout(1, java.util.concurrent.TimeUnit.HOURS);
                        late.cancel(true);
                        """);
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(user.writeTo(temp));
            assertThat(host.state(user.id())).isEqualTo("ACTIVE");
            host.apply(new Command.Uninstall(user.id()));
            assertThat(host.runtime().unloads().pinned()).isEmpty();
        }
    }

    private static boolean isThere(String threadName) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(threadName));
    }

    @Test
    @DisplayName(
            "ENG-20, ENG-40, I6: a thread that is left behind is refused by each revocation, and named when its code should be gone")
    void leftBehind() {
        ExtensionPackage leaky = leaky("""
                        java.util.Timer timer = new java.util.Timer("left behind", true);
                        undo = timer::cancel;
                        timer.schedule(new java.util.TimerTask() {
                            @Override
                            public void run() {
                                if (Thread.currentThread().getName().equals("over")) {
                                    undo.run();
                                    return;
                                }
                                try {
                                    Thread.currentThread().setName("left behind, " + (System.getenv("PATH") == null ? "odd" : "allowed"));
                                } catch (SecurityException e) {
                                    boolean over = String.valueOf(e.getMessage()).contains("has stopped");
                                    Thread.currentThread().setName("left behind, " + (over ? "stopped" : "revoked"));
                                }
                            }
                        }, 1, 20);
                        """).block("permissions", "[\"env:read:PATH\"]");
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(leaky.writeTo(temp));
            Waits.until("the thread to read", () -> isThere("left behind, allowed"));
            host.apply(new Command.Forbid(leaky.id(), Set.of("env:read:PATH")));
            Waits.until("the thread to be refused", () -> isThere("left behind, revoked"));
            host.apply(new Command.Permit(leaky.id(), Set.of("env:read:PATH")));
            Waits.until("the thread to read again", () -> isThere("left behind, allowed"));
            host.apply(new Command.Uninstall(leaky.id()));
            Waits.until(
                    "the thread to be refused for good",
                    () -> !isThere("left behind, allowed") && !isThere("left behind, revoked"));
            assertThat(isThere("left behind, stopped")).isTrue();
            assertThat(host.runtime().unloads().pinned())
                    .singleElement()
                    .satisfies(one -> assertThat(one.problem().summary()).contains("\"left behind, "));
        } finally {
            Waits.until("the thread to end", () -> {
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("left behind"))
                        .forEach(thread -> thread.setName("over"));
                return Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.equals("over") || name.startsWith("left behind"));
            });
        }
    }
}
