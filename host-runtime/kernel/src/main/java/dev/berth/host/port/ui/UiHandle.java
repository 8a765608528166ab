/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ui;

import dev.berth.host.live.Contribution.Action;
import dev.berth.host.live.Contribution.Surface;
import dev.berth.host.live.Contribution.Surface.Place;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.manifest.port.PortProblems;
import dev.berth.manifest.port.UiInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort;

/** The ui port (PORT-100). */
public final class UiHandle extends PortHandle implements UiPort {
    private final Registrations registrations;
    private final UiInput rules;

    /** Binds the port to a revision. */
    public UiHandle(Binding binding) {
        super(binding.access(), PortName.UI);
        this.registrations = binding.registrations();
        this.rules = new UiInput(new PortProblems(owner(), access.owner().subject()));
    }

    @Override
    public Registration registerSetupSurface(UiSurface surface) {
        return register("registerSetupSurface", Place.SETUP, surface);
    }

    @Override
    public Registration registerSettingsSurface(UiSurface surface) {
        return register("registerSettingsSurface", Place.SETTINGS, surface);
    }

    @Override
    public Registration registerAction(UiAction action) {
        check("registerAction");
        UiAction taken = rules.action(action);
        return registrations.add(new Action(access.owner(), taken.id(), taken.handler()));
    }

    private Registration register(String method, Place place, UiSurface surface) {
        check(method);
        String key = rules.slot(method, surface);
        return registrations.add(new Surface(access.owner(), place, key, surface.descriptor()));
    }
}
