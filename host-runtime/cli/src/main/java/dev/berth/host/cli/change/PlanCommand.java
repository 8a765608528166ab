/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import picocli.CommandLine.Command;

/** Stands in front of any changing command and keeps it from changing anything. */
@Command(
        name = "plan",
        description = "Show what a changing command would do, with the digest to agree to; changes nothing.",
        footerHeading = "%nExample:%n",
        footer = "  berth plan archive @samples/email-connector")
public final class PlanCommand {}
