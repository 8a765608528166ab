/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import static dev.berth.sdk.testkit.Unloading.assertUnloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.net.Authenticator;
import java.time.Duration;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnloadingTest {
    private static TestHostBuilder host() {
        return TestHostContext.builder("@acme/crm-connector").grant("mcp");
    }

    /** Has a tool, and starts a timer that it ends. */
    public static class Clean implements Extension {
        Timer timer = new Timer("poller", true);

        /** Schedules, since an idle timer ends by itself. */
        public Clean() {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {}
                    },
                    Duration.ofHours(1).toMillis());
        }

        @Override
        public void register(ExtensionContext ctx) {
            ctx.mcp().registerTool(McpTool.of("crm_find", "d", JsonObject.of("type", "object"), input -> input));
        }

        @Override
        public void destroy(ExtensionContext ctx) {
            timer.cancel();
        }
    }

    /** Uses what the JDK has for all code, and keeps what the JDK caches. */
    public static class Cached extends Clean {
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        @Override
        public void register(ExtensionContext ctx) {
            answer.orTimeout(1, TimeUnit.HOURS);
            ctx.logger().info(ResourceBundle.getBundle(Texts.class.getName()).getString("a"), Map.of());
        }

        @Override
        public void destroy(ExtensionContext ctx) {
            answer.cancel(true);
            super.destroy(ctx);
        }
    }

    /** The same, and keeps nothing. */
    public static final class Emptied extends Cached {
        @Override
        public void destroy(ExtensionContext ctx) {
            super.destroy(ctx);
            ResourceBundle.clearCache();
        }
    }

    /** Texts that are a class. */
    public static final class Texts extends ListResourceBundle {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"a", "b"}};
        }
    }

    /** Leaves its timer. */
    public static final class Leaky extends Clean {
        @Override
        public void destroy(ExtensionContext ctx) {}
    }

    /** Leaves something in the JDK, where no detector looks. */
    public static final class Kept extends Clean {
        @Override
        public void register(ExtensionContext ctx) {
            Authenticator.setDefault(new Authenticator() {});
        }
    }

    /** Cannot be destroyed. */
    public static final class Stubborn extends Clean {
        @Override
        public void destroy(ExtensionContext ctx) {
            timer.cancel();
            throw new IllegalStateException("not now");
        }
    }

    /** Registers without a grant. */
    public static final class Refused extends Clean {
        @Override
        public void register(ExtensionContext ctx) {
            timer.cancel();
            ctx.jobs().registerWorker("sync", payload -> {});
        }
    }

    @Test
    @DisplayName("ENG-41: an extension that ends what it starts is collected, also after calls of its tools")
    void clean() {
        assertUnloads(host(), Clean.class);
        assertUnloads(host(), Emptied.class);
        assertUnloads(
                host(),
                Clean.class,
                context -> assertThat(
                                context.call("crm_find", JsonObject.of("a", 1)).string("a"))
                        .isEmpty());
    }

    @Test
    @DisplayName("ENG-41: what an extension leaves behind is named, with what its author does about it")
    void leaky() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertUnloads(host(), Leaky.class))
                .withMessageContaining("UnloadingTest$Leaky needs to be let go of by everything after destroy")
                .withMessageContaining("the thread \"poller\"")
                .withMessageContaining("cancel timers");
    }

    @Test
    @DisplayName("ENG-40, ENG-41: what no detector sees is told by its path from a root of the garbage collector")
    void path() {
        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertUnloads(host(), Kept.class))
                    .withMessageContaining(
                            "the path static java.net.Authenticator.theAuthenticator -> a dev.berth.sdk.testkit."
                                    + "UnloadingTest$Kept$1 -> the class dev.berth.sdk.testkit.UnloadingTest$Kept$1.");
        } finally {
            Authenticator.setDefault(null);
        }
    }

    @Test
    @DisplayName("ENG-40, ENG-41: of a bundle that the JDK caches it is told how to empty the cache")
    void cached() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertUnloads(host(), Cached.class))
                .withMessageContaining("the path static java.util.ResourceBundle.cacheList -> ")
                .withMessageEndingWith("empty the JDK's cache of them in destroy: ResourceBundle.clearCache().");
    }

    @Test
    @DisplayName("ENG-41: a destroy that fails, and a hook that is refused, are told as such")
    void refused() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertUnloads(host(), Stubborn.class))
                .withMessageContaining("not now");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> assertUnloads(host(), Refused.class));
    }
}
