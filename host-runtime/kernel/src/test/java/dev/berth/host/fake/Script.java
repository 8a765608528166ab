/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.ExtensionContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** What a fake extension does in its hooks; nothing unless told. Remembers which ran. */
public final class Script {
    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
    private Runnable constructor = () -> {};
    private ConfigGate gate = ConfigGate.ALWAYS;
    private Consumer<ExtensionContext> onRegister = ctx -> {};
    private Consumer<ExtensionContext> onBootstrap = ctx -> {};
    private Consumer<ExtensionContext> onDestroy = ctx -> {};

    public Script onConstruct(Runnable work) {
        constructor = work;
        return this;
    }

    public Script config(ConfigGate value) {
        gate = value;
        return this;
    }

    public Script onRegister(Consumer<ExtensionContext> work) {
        onRegister = work;
        return this;
    }

    public Script onBootstrap(Consumer<ExtensionContext> work) {
        onBootstrap = work;
        return this;
    }

    public Script onDestroy(Consumer<ExtensionContext> work) {
        onDestroy = work;
        return this;
    }

    /** Returns the hooks that ran, in order. */
    public List<String> trace() {
        synchronized (trace) {
            return List.copyOf(trace);
        }
    }

    public void construct() {
        trace.add("construct");
        constructor.run();
    }

    public ConfigGate config() {
        trace.add("config");
        return gate;
    }

    public void register(ExtensionContext ctx) {
        trace.add("register");
        onRegister.accept(ctx);
    }

    public void bootstrap(ExtensionContext ctx) {
        trace.add("bootstrap");
        onBootstrap.accept(ctx);
    }

    public void destroy(ExtensionContext ctx) {
        trace.add("destroy");
        onDestroy.accept(ctx);
    }
}
