/* SPDX-License-Identifier: Apache-2.0 */
package samples.hello;

import dev.berth.sdk.port.SettingsPort;
import java.util.Optional;

/** Greets with the word that was asked for, else that of the language, else the one in the settings of the organisation. */
final class Greeter {
    // The key of 1.0.0: settings outlive an update.
    private static final String WORD = "greeting";

    private final SettingsPort settings;

    Greeter(SettingsPort settings) {
        this.settings = settings;
    }

    Result greet(Request request) {
        request.greeting().ifPresent(word -> settings.set(WORD, word));
        String word = request.greeting()
                .or(() -> request.language().map(Greeter::wordIn))
                .or(() -> settings.get(WORD, String.class))
                .orElse("Hello");
        return new Result(word + ", " + request.name(), request.language(), HelloConnector.VERSION);
    }

    private static String wordIn(String language) {
        return switch (language) {
            case "fr" -> "Bonjour";
            case "de" -> "Hallo";
            default -> "Hello";
        };
    }

    /** The tool's input; the host has checked it against the schema. */
    record Request(String name, Optional<String> greeting, Optional<String> language) {}

    /** The tool's result; an empty language is left out. */
    record Result(String greeting, Optional<String> language, String version) {}
}
