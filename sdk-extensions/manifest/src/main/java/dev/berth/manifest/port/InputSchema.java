/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks values against a JSON Schema 2020-12 (PORT-85, PORT-89). Nothing is ever fetched for it. */
public final class InputSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Optional<JsonObject> schema;
    private volatile @Nullable Schema compiled;

    /** Checks against a schema, which is read at the first value since hosts boot without it; without one all values fit. */
    public InputSchema(Optional<JsonObject> schema) {
        this.schema = schema;
    }

    /** The schema of schemas; compiled when the first one is judged. */
    private static final class Meta {
        static final Schema SCHEMA = registry().getSchema(SchemaLocation.of(DIALECT));
    }

    /**
     * Checks against a schema that is judged now (PORT-89).
     *
     * @throws IllegalArgumentException if it is no schema, of another dialect, or refers to anything outside of itself; the
     *     message says what was found
     */
    public static InputSchema judged(Optional<JsonObject> schema) {
        InputSchema judged = new InputSchema(schema);
        if (schema.isEmpty() || PlainSchema.matches(schema.get())) {
            return judged;
        }
        outside(schema.get()).findFirst().ifPresent(reference -> {
            throw new IllegalArgumentException("a reference to \"" + reference + "\"");
        });
        List<String> faults = texts(Meta.SCHEMA.validate(schema.get().toString(), InputFormat.JSON));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.get(0));
        }
        try {
            judged.ready(schema.get()).initializeValidators();
        } catch (SchemaException e) {
            throw new IllegalArgumentException(firstLine(e), e);
        }
        return judged;
    }

    /** Returns what is wrong, one sentence each. */
    public List<String> faults(JsonValue value) {
        if (schema.isEmpty()) {
            return List.of();
        }
        try {
            return texts(ready(schema.get()).validate(value.toString(), InputFormat.JSON));
        } catch (SchemaException | IllegalArgumentException e) {
            return List.of("the schema cannot be used: " + firstLine(e));
        } catch (StackOverflowError e) {
            // Values are not deep, so that only a schema that is its own part gets here.
            return List.of("the schema cannot be used: it refers to itself without end");
        }
    }

    private static List<String> texts(List<Error> faults) {
        return faults.stream().map(InputSchema::text).sorted().toList();
    }

    /** A fault of the whole value has no path to stand before it. */
    private static String text(Error fault) {
        return fault.getInstanceLocation().getNameCount() == 0 ? fault.getMessage() : fault.toString();
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason");
    }

    /** Returns the references and dialects that are not within the schema itself. */
    private static Stream<String> outside(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.items().stream().flatMap(InputSchema::outside);
        }
        return value instanceof JsonObject object
                ? object.members().entrySet().stream()
                        .flatMap(member -> isOutside(member)
                                ? Stream.of(((JsonString) member.getValue()).value())
                                : outside(member.getValue()))
                : Stream.empty();
    }

    private static boolean isOutside(Map.Entry<String, JsonValue> member) {
        return member.getValue() instanceof JsonString text
                && switch (member.getKey()) {
                    case "$ref", "$dynamicRef" -> !text.value().startsWith("#");
                    case "$schema" -> !text.value().equals(DIALECT);
                    default -> false;
                };
    }

    private Schema ready(JsonObject source) {
        Schema ready = compiled;
        if (ready == null) {
            ready = registry().getSchema(source.toString(), InputFormat.JSON);
            compiled = ready;
        }
        return ready;
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }
}
