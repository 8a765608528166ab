/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.NotificationInput;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.NotificationsPort;
import dev.berth.sdk.port.PortName;

/** Keeps what is emitted (PORT-98). */
record MemoryNotifications(MemoryHost host) implements NotificationsPort {
    @Override
    public void emit(Notification notification) {
        host.organization(PortName.NOTIFICATIONS, "emit");
        Notification taken = new NotificationInput(host.problems).emitted(notification);
        host.write(held -> held.notifications.add(taken));
    }
}
