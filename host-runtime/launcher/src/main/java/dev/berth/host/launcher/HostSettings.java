/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.DatabaseAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code berth up} was told.
 *
 * @param database where rows are kept; without one, in a file in the home
 * @param port 0 takes a free one
 * @param multiTenant several organisations, each call's from who calls
 * @param fixtures seed those of extensions, in development
 * @param watching what extensions do without a permission is noted and let through
 * @param skipped the boot phases to leave out
 * @param samples the folder of packages to install, if any
 * @param examples the folder of packages to try an update with, if there is one
 */
record HostSettings(
        Path home,
        Optional<DatabaseAddress> database,
        int port,
        boolean development,
        boolean fixtures,
        boolean multiTenant,
        boolean safeMode,
        boolean watching,
        List<String> skipped,
        Optional<Path> samples,
        Optional<Path> examples) {}
