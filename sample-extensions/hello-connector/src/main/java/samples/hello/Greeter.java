/* SPDX-License-Identifier: Apache-2.0 */
package samples.hello;

import dev.berth.sdk.port.SettingsPort;
import java.util.Optional;

/** Greets with the word that the settings of the caller's organisation hold. Safe for several threads: it keeps no state. */
final class Greeter {
    private static final String WORD = "greeting";

    private final SettingsPort settings;

    Greeter(SettingsPort settings) {
        this.settings = settings;
    }

    Result greet(Request request) {
        request.greeting().ifPresent(word -> settings.set(WORD, word));
        String word =
                request.greeting().or(() -> settings.get(WORD, String.class)).orElse("Hello");
        return new Result(word + ", " + request.name(), HelloConnector.VERSION);
    }

    /** The tool's input; the host has checked it against the schema. */
    record Request(String name, Optional<String> greeting) {}

    /** The tool's result; a record becomes a JSON object of its components. */
    record Result(String greeting, String version) {}
}
