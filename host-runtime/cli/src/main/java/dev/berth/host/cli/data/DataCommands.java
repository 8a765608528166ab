/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import dev.berth.host.cli.session.Verb;
import java.util.List;

/** The commands about what extensions keep, in the order of the help. */
public final class DataCommands {
    private DataCommands() {}

    public static List<Verb> all() {
        return List.of(new SettingsCommand(), new SecretsCommand());
    }
}
