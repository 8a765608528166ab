/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks input against a JSON Schema 2020-12 (PORT-85). Compiled at the first call: hosts boot without it. */
public final class InputSchema {
    private final Optional<JsonObject> schema;
    private volatile @Nullable Schema compiled;

    /** Checks against a schema; without one all input fits. */
    public InputSchema(Optional<JsonObject> schema) {
        this.schema = schema;
    }

    /** Returns what is wrong, one sentence each. */
    public List<String> faults(JsonObject input) {
        if (schema.isEmpty()) {
            return List.of();
        }
        try {
            return ready(schema.get()).validate(input.toString(), InputFormat.JSON).stream()
                    .map(InputSchema::text)
                    .sorted()
                    .toList();
        } catch (SchemaException | IllegalArgumentException e) {
            return List.of("the tool's schema cannot be used: " + e.getMessage());
        }
    }

    /** A fault of the whole input has no path to stand before it. */
    private static String text(Error fault) {
        return fault.getInstanceLocation().getNameCount() == 0 ? fault.getMessage() : fault.toString();
    }

    private Schema ready(JsonObject source) {
        Schema ready = compiled;
        if (ready == null) {
            ready = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(source.toString(), InputFormat.JSON);
            compiled = ready;
        }
        return ready;
    }
}
