/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a value must be to be kept as a setting (PORT-68). */
public final class SettingLimit {
    /** The same for people. */
    public static final String NEEDED = "less than " + PortInput.VALUE_LIMIT / 1024 + " KB of JSON";

    private SettingLimit() {}

    /** Says what is wrong with the size of a value. */
    public static Optional<String> broken(JsonValue value) {
        int bytes = value.toString().getBytes(StandardCharsets.UTF_8).length;
        return bytes < PortInput.VALUE_LIMIT ? Optional.empty() : Optional.of(bytes + " bytes");
    }
}
