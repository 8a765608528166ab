/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a person agrees to a change without being asked (CLI-4). */
final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "Agree to the plan, whatever it is.")
    private boolean yes;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "Agree to the plan with this digest, as \"berth plan\" printed it; another plan is refused.")
    private @Nullable String digest;

    boolean yes() {
        return yes;
    }

    Optional<String> digest() {
        return Optional.ofNullable(digest);
    }
}
