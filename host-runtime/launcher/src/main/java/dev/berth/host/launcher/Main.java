/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.cli.Cli;
import dev.berth.host.cli.session.Surroundings;
import java.util.Map;

/** The program {@code berth}. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        LogSetup.silence();
        System.exit(new Cli(Surroundings.ofProcess(), Map.of("up", new UpCommand())).run(arguments));
    }
}
