/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.host.audit.By;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A name that permissions use for a folder, {@code fs:read:reports}, as the operator bound it.
 *
 * @param folder the real folder
 * @param by who bound it; {@link By#CONFIG} is the configuration, which alone changes it
 */
public record Mount(String name, Path folder, By by, Instant at) {
    /** Tells whether the configuration says so. */
    public boolean isConfigured() {
        return by.equals(By.CONFIG);
    }
}
