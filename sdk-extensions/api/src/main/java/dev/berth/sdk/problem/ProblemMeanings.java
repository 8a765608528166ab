/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The meanings of the codes. They stand in a file of their own, so that a manual can be made of it without Java. */
final class ProblemMeanings {
    /** One line a code; not in a package that extensions see. */
    static final String RESOURCE = "/dev/berth/sdk/texts/problems.properties";

    private static final Map<String, String> BY_CODE = read();

    private ProblemMeanings() {}

    static String of(ProblemCode code) {
        String meaning = BY_CODE.get(code.toString());
        if (meaning == null) {
            throw new IllegalStateException(RESOURCE + " has no line for " + code);
        }
        return meaning;
    }

    static Map<String, String> all() {
        return BY_CODE;
    }

    private static Map<String, String> read() {
        try (InputStream in = ProblemMeanings.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The SDK needs its file " + RESOURCE);
            }
            Properties lines = new Properties();
            lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(code -> code, lines::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
