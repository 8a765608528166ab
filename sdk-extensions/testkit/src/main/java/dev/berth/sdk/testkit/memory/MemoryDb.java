/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.DbPort;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** The port db of an inert context; everywhere else it is reserved (PORT-70). */
final class MemoryDb implements DbPort {
    @Override
    public List<JsonObject> query(String sql, List<?> parameters) {
        return List.of();
    }

    @Override
    public String schema() {
        return "";
    }
}
