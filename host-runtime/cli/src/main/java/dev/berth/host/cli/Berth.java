/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import dev.berth.host.cli.session.CommonOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program. Its options are those of every command, before or after the command's name. */
@Command(
        name = "berth",
        description = "Runs a host for extensions, and tells it what to do.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  berth up                  run a host with the sample extensions",
            "  berth list                what is installed, and what it does now",
            "  berth install my.jar      bring an extension in",
            "  berth info --help         what a command does, with an example",
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 not allowed or a tool is missing,",
            "  5 verification refused, 6 conflict or consent needed, 7 no host or timed out",
        })
final class Berth {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            description = "Show the version of this program.")
    private boolean version;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON document instead of text.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print results and problems only: no progress, plans, reports or hints.")
    private boolean quiet;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The host's home instead of BERTH_HOME or ~/.berth.")
    private @Nullable Path home;

    @Option(
            names = "--host",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "A host elsewhere; its token comes from BERTH_TOKEN.")
    private @Nullable URI host;

    boolean version() {
        return version;
    }

    boolean help() {
        return help;
    }

    CommonOptions options() {
        return new CommonOptions(json, quiet, Optional.ofNullable(home), Optional.ofNullable(host));
    }
}
