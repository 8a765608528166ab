/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonObject;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Reserved in this version: when granted, both methods answer {@code port-reserved} (PORT-70). */
@ProviderType
public interface DbPort {
    /** Reserved. */
    List<JsonObject> query(String sql, List<?> parameters);

    /** Reserved. */
    String schema();
}
