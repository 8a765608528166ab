/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;

/** The entry class of fake bundles. Each bundle loads it anew; it does what the test wrote into its loader's {@link Script}. */
public final class Scripted implements Extension {
    private final Script script = ((FakeLoader) Scripted.class.getClassLoader()).script();

    public Scripted() {
        script.construct();
    }

    @Override
    public ConfigGate config() {
        return script.config();
    }

    @Override
    public void register(ExtensionContext ctx) {
        script.register(ctx);
    }

    @Override
    public void bootstrap(ExtensionContext ctx) {
        script.bootstrap(ctx);
    }

    @Override
    public void destroy(ExtensionContext ctx) {
        script.destroy(ctx);
    }
}
