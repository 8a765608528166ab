/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonObject;
import org.osgi.annotation.versioning.ProviderType;

/** Surfaces and actions in the console. Surfaces are data; no slot creates a route (PORT-100). */
@ProviderType
public interface UiPort {
    /** Sets a surface shown while the extension is being set up. */
    Registration registerSetupSurface(UiSurface surface);

    /** Sets a surface shown among its settings. */
    Registration registerSettingsSurface(UiSurface surface);

    /** Offers an action. */
    Registration registerAction(UiAction action);

    /** A surface; its slot is its {@code id}, else its {@code title}, else its canonical JSON. */
    record UiSurface(JsonObject descriptor) {}
}
