/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.JsonValue;
import java.util.Locale;

/**
 * A row that an extension wants to find in development.
 *
 * @param id its name in the file, unique there
 * @param version of the file, from 1; a higher one replaces what nobody touched
 * @param key where it is kept: the key of a setting, the id of the type of an object
 */
public record Fixture(String id, int version, Surface surface, String key, JsonValue value) {
    /** What can be seeded, and the port to whose rows it belongs (GATE-63, GATE-66). */
    public enum Surface {
        SETTING(PortName.SETTINGS),
        OBJECT(PortName.OBJECTS);

        private final PortName port;

        Surface(PortName port) {
            this.port = port;
        }

        /** Returns the port that has to be granted. */
        public PortName port() {
            return port;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
