/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.mcp;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.berth.host.live.Contribution.InputCheck;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks input against a JSON Schema 2020-12 (PORT-85). Compiled at the first call: hosts boot without it. */
final class InputSchema implements InputCheck {
    private final JsonObject schema;
    private volatile @Nullable Schema compiled;

    private InputSchema(JsonObject schema) {
        this.schema = schema;
    }

    static InputCheck check(Optional<JsonObject> schema) {
        return schema.<InputCheck>map(InputSchema::new).orElse(input -> List.of());
    }

    @Override
    public List<String> faults(JsonObject input) {
        try {
            return ready().validate(input.toString(), InputFormat.JSON).stream()
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

    private Schema ready() {
        Schema ready = compiled;
        if (ready == null) {
            ready = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString(), InputFormat.JSON);
            compiled = ready;
        }
        return ready;
    }
}
