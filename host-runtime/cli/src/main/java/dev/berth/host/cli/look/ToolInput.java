/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads the input of a tool: from the argument, a file or standard input. */
final class ToolInput {
    private ToolInput() {}

    static JsonObject read(String argument, InputStream in) {
        if (argument.equals("-")) {
            return parse("<stdin>", bytes("standard input", in::readAllBytes));
        } else if (argument.startsWith("@")) {
            String name = argument.substring(1);
            return parse(name, bytes(name, () -> Files.readAllBytes(Path.of(name))));
        }
        return object("<input>", argument);
    }

    @FunctionalInterface
    private interface Source {
        byte[] read() throws IOException;
    }

    private static byte[] bytes(String name, Source source) {
        try {
            return source.read();
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.FILE_NOT_FOUND,
                            name,
                            "berth call needs its input from \"" + name + "\", and nothing is there.")
                    .operator("name a file with a JSON object after the @."));
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                    ProblemCode.FILE_NOT_FOUND,
                    name,
                    "berth call could not read its input from " + name + ": " + e.getMessage()));
        }
    }

    private static JsonObject parse(String name, byte[] bytes) {
        try {
            return object(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw problem(name, name + " needs to be text in UTF-8; found other bytes.", Location.of(name));
        }
    }

    private static JsonObject object(String name, String text) {
        JsonValue value;
        try {
            value = StrictJson.parse(text);
        } catch (StrictJson.JsonSyntaxException e) {
            throw problem(
                    name, "The input of a tool needs " + fault(text, e) + ".", Location.of(name, e.line(), e.column()));
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        String found =
                value.getClass().getSimpleName().substring("Json".length()).toLowerCase(Locale.ROOT);
        throw problem(
                name,
                "The input of a tool needs to be one JSON object; found: " + found + ".",
                Location.of(name, 1, 1));
    }

    /** The strict reader says where; the reader of manifests says it for people. */
    private static String fault(String text, StrictJson.JsonSyntaxException syntax) {
        return LocatedJson.read(text).faults().stream()
                .findFirst()
                .map(fault -> fault.needed() + "; found " + fault.found())
                .orElseGet(() -> "to be one JSON object; " + syntax.getMessage());
    }

    private static ProblemException problem(String name, String summary, Location place) {
        return new ProblemException(Problem.of(ProblemCode.TOOL_INPUT_INVALID, name, summary + " No tool was called.")
                .at(place)
                .operator("write the input as {\"name\": value}, in quotes that your shell keeps together."));
    }
}
