/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.telemetry;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.manifest.port.UsageInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.TelemetryPort;
import dev.berth.sdk.port.UsageEvent;
import java.util.Optional;

/** The telemetry port: granted, it neither throws nor waits (PORT-107). */
public final class TelemetryHandle extends PortHandle implements TelemetryPort {
    private final StagedWrites writes;
    private final Usage usage;

    /** Binds the port to a revision. */
    public TelemetryHandle(Binding binding, Usage usage) {
        super(binding.access(), PortName.TELEMETRY);
        this.writes = binding.writes();
        this.usage = usage;
    }

    @Override
    public void emitUsage(UsageEvent event) {
        check("emitUsage");
        Optional<String> organization = access.scope().caller().organizationId();
        Optional<String> fault = UsageInput.flaw(event);
        if (organization.isEmpty() || fault.isPresent()) {
            usage.drop(owner(), fault.orElse("outside of any call of an organisation"));
            return;
        }
        UsageRow row = new UsageRow(owner(), organization.get(), event);
        if (writes.isStaging()) {
            writes.emit(() -> usage.keep(row));
        } else {
            usage.take(row);
        }
    }
}
