/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.port.access.ExtensionData;
import dev.berth.host.port.jobs.JobQueue;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.notifications.NotificationStore;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.host.port.settings.SettingsStore;
import dev.berth.host.port.telemetry.UsageStore;
import java.util.List;

/** What stands behind the ports of all extensions. */
public record PortBackends(
        SettingsStore settings,
        SecretStore secrets,
        ObjectStore objects,
        JobQueue jobs,
        NotificationStore notifications,
        UsageStore usage,
        ConnectionGateway connections) {
    /** Returns what a hard removal deletes, beside the settings, which are deleted through their cache; objects stay (LIFE-124). */
    public List<ExtensionData> removable() {
        return List.of(secrets, jobs);
    }

    /** Returns these with another gateway. */
    public PortBackends with(ConnectionGateway gateway) {
        return new PortBackends(settings, secrets, objects, jobs, notifications, usage, gateway);
    }
}
