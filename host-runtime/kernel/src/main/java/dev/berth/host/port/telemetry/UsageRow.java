/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.telemetry;

import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.value.ExtensionId;

/** A usage event as it is kept: once for each extension, organisation and key (PORT-108). */
public record UsageRow(ExtensionId extension, String organization, UsageEvent event) {}
