/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.jvm.JvmGuard;
import dev.berth.host.port.secrets.UnreadableSecret;
import dev.berth.sdk.problem.Problem;
import java.time.Instant;
import java.util.List;

/**
 * The host as it runs.
 *
 * @param abi the SDK ABI it provides
 * @param database where the rows are
 * @param mode DEVELOPMENT or PRODUCTION
 * @param namespace under which it is known as a publisher; empty if it has none (LIFE-157)
 * @param ready the boot is over and nothing is degraded
 * @param generation of the live set
 * @param onProbation the extensions that are watched after an update (LIFE-101)
 * @param keylessSecrets those whose master key is gone, so that they cannot be decrypted
 * @param auditedPermissions the extensions whose use of permissions that they do not hold is let through; {@code all} for all
 * @param guard how well the JVM keeps extensions from going around the host (ENG-9)
 * @param boot what happened at the start (LIFE-67)
 */
public record HostStatus(
        String version,
        String abi,
        String jdk,
        String home,
        Database database,
        String mode,
        String namespace,
        Instant startedAt,
        boolean ready,
        long generation,
        int active,
        int installed,
        List<String> onProbation,
        List<UnreadableSecret> keylessSecrets,
        List<String> auditedPermissions,
        JvmGuard guard,
        List<Phase> boot) {

    /**
     * The database under the host.
     *
     * @param product H2 or PostgreSQL
     * @param version of the product; empty if it cannot be asked
     * @param place its file, or its address without a password
     * @param reachable whether it answers now
     */
    public record Database(String product, String version, String place, boolean reachable) {}

    /**
     * One phase of the boot.
     *
     * @param outcome done, skipped, degraded or failed
     * @param why it was skipped; empty if it was not
     */
    public record Phase(String name, String outcome, long millis, List<Problem> problems, String why) {}
}
