/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes good input into bad, by a seeded source of chance. */
final class Mutations {
    private static final List<String> HOSTILE_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "../../etc",
            "\uD83D\uDE00",
            "\u202E",
            "@a/b",
            "1e999999999",
            "*",
            "a".repeat(5000),
            ".".repeat(5000),
            "a.".repeat(5000),
            "-a".repeat(3000),
            "(".repeat(5000),
            "[".repeat(200),
            "^1",
            "latest");

    private Mutations() {}

    /** Changes a few bytes. */
    static byte[] bytes(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:\\/;=.-*#&%'\n\r 0".charAt(random.nextInt(22));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> System.arraycopy(bytes, random.nextInt(at + 1), bytes, 0, random.nextInt(bytes.length - at));
                default -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + at);
                    System.arraycopy(bytes, 0, longer, bytes.length, at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    /** Changes values anywhere, keeping most. */
    static JsonValue json(JsonValue value, Random random) {
        return mutate(value, random, 0);
    }

    private static JsonValue mutate(JsonValue value, Random random, int depth) {
        if (random.nextInt(40) == 0) {
            return hostile(random, depth);
        }
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> {
                if (random.nextInt(60) != 0) {
                    members.put(random.nextInt(80) == 0 ? text(random) : name, mutate(member, random, depth + 1));
                }
            });
            return new JsonObject(members);
        }
        if (value instanceof JsonArray array) {
            List<JsonValue> items = new ArrayList<>();
            for (JsonValue item : array.items()) {
                items.add(mutate(item, random, depth + 1));
                if (random.nextInt(30) == 0) {
                    items.add(item);
                }
            }
            return new JsonArray(items);
        }
        return value;
    }

    private static JsonValue hostile(Random random, int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> new JsonNull();
            case 1 -> JsonValue.of(random.nextInt() * 1e200);
            case 2 -> JsonValue.of(random.nextBoolean());
            case 3 -> JsonArray.of(text(random), 1, new JsonNull());
            case 4 -> depth > 20 ? new JsonNull() : JsonObject.of(text(random), hostile(random, depth + 1));
            default -> new JsonString(text(random));
        };
    }

    private static String text(Random random) {
        return HOSTILE_TEXTS.get(random.nextInt(HOSTILE_TEXTS.size()));
    }
}
