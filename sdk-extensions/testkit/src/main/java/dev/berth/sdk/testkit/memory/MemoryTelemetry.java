/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.UsageInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.TelemetryPort;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.testkit.memory.Memory.Row;
import java.util.Optional;

/** Counts each key once; drops and counts what is no event, and never throws (PORT-107, PORT-108). */
record MemoryTelemetry(MemoryHost host) implements TelemetryPort {
    @Override
    public void emitUsage(UsageEvent event) {
        Optional<String> organization = host.calls.caller().organizationId();
        if (organization.isEmpty() || UsageInput.flaw(event).isPresent()) {
            host.dropped();
            return;
        }
        Row row = new Row(PortName.TELEMETRY, organization.get(), event.idempotencyKey());
        host.write(held -> held.usage.putIfAbsent(row, event));
    }
}
