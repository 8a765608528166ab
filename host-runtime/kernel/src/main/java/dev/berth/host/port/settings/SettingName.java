/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import dev.berth.host.port.access.StagedWrites;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonValue;

/** Where a setting belongs (PORT-64). */
public record SettingName(ExtensionId extension, String organization, String key)
        implements StagedWrites.Place<JsonValue> {}
