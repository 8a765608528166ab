/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A value of a JSON or YAML document that knows where it stands. */
public sealed interface Node {
    /** Returns where it starts. */
    Place place();

    /** Returns the value without places. */
    JsonValue toJson();

    /** A text. */
    record Text(String value, Place place) implements Node {
        /** Tells whether there is nothing to see in it. */
        public boolean isBlank() {
            return value.isBlank();
        }

        @Override
        public JsonValue toJson() {
            return new JsonString(value);
        }
    }

    /**
     * A number.
     *
     * @param value its value
     */
    record Num(BigDecimal value, Place place) implements Node {
        private static final int INT_DIGITS = 10;

        /** Returns it as an integer, if it is one and fits. */
        public OptionalInt integer() {
            // The digits are counted first: 1e999999999 is an integer that no memory holds.
            if (value.signum() != 0 && (long) value.precision() - value.scale() > INT_DIGITS) {
                return OptionalInt.empty();
            }
            try {
                return OptionalInt.of(value.intValueExact());
            } catch (ArithmeticException e) {
                return OptionalInt.empty();
            }
        }

        @Override
        public JsonValue toJson() {
            return new JsonNumber(value);
        }
    }

    /** True or false. */
    record Bool(boolean value, Place place) implements Node {
        @Override
        public JsonValue toJson() {
            return new JsonBoolean(value);
        }
    }

    /** The value null. */
    record Null(Place place) implements Node {
        @Override
        public JsonValue toJson() {
            return new JsonNull();
        }
    }

    /** An array. */
    record Arr(List<Node> items, Place place) implements Node {
        /** Copies the items. */
        public Arr {
            items = List.copyOf(items);
        }

        @Override
        public JsonValue toJson() {
            return new JsonArray(items.stream().map(Node::toJson).toList());
        }
    }

    /** A member of an object. */
    record Member(String name, Place namePlace, Node value) {}

    /** An object; of members with one name only the first is kept. */
    record Obj(List<Member> members, Place place) implements Node {
        /** Copies the members. */
        public Obj {
            members = List.copyOf(members);
        }

        /** Returns the value of this name. */
        public Optional<Node> get(String name) {
            return members.stream()
                    .filter(member -> member.name().equals(name))
                    .map(Member::value)
                    .findFirst();
        }

        /** Returns the text of this name, if it is one. */
        public Optional<Text> text(String name) {
            return get(name).filter(Text.class::isInstance).map(Text.class::cast);
        }

        @Override
        public JsonValue toJson() {
            Map<String, JsonValue> values = new LinkedHashMap<>();
            members.forEach(member -> values.put(member.name(), member.value().toJson()));
            return new JsonObject(values);
        }
    }
}
