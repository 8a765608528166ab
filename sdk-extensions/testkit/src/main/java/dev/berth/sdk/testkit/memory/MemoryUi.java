/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.UiInput;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort;

/** Surfaces and actions (PORT-100). */
final class MemoryUi implements UiPort {
    private final MemoryHost host;
    private final UiInput input;

    MemoryUi(MemoryHost host) {
        this.host = host;
        this.input = new UiInput(host.problems);
    }

    @Override
    public Registration registerSetupSurface(UiSurface surface) {
        return host.register(Channel.SETUP_SURFACE, input.slot("registerSetupSurface", surface), "", surface);
    }

    @Override
    public Registration registerSettingsSurface(UiSurface surface) {
        return host.register(Channel.SETTINGS_SURFACE, input.slot("registerSettingsSurface", surface), "", surface);
    }

    @Override
    public Registration registerAction(UiAction action) {
        UiAction taken = input.action(action);
        return host.register(Channel.ACTION, taken.id(), "", taken);
    }
}
