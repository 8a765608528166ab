/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import dev.berth.host.cli.console.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What the process was given besides its arguments. */
public record Surroundings(Map<String, String> environment, Path userHome, Terminal terminal, Clock clock) {
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                Path.of(System.getProperty("user.home", ".")),
                Terminal.ofProcess(environment),
                Clock.systemUTC());
    }

    /** Returns a variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
