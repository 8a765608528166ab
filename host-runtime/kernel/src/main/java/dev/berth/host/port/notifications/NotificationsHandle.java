/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.notifications;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.manifest.port.NotificationInput;
import dev.berth.manifest.port.PortProblems;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.NotificationsPort;
import dev.berth.sdk.port.PortName;

/** The notifications port (PORT-98). */
public final class NotificationsHandle extends PortHandle implements NotificationsPort {
    private static final String CALL = "emit";
    private final NotificationInput input;
    private final StagedWrites writes;
    private final Feed feed;
    private final Recipient otherwise;

    /**
     * Binds the port to a revision.
     *
     * @param otherwise for whom notifications are that nobody in person caused
     */
    public NotificationsHandle(Binding binding, Feed feed, Recipient otherwise) {
        super(binding.access(), PortName.NOTIFICATIONS);
        this.input =
                new NotificationInput(new PortProblems(owner(), access.owner().subject()));
        this.writes = binding.writes();
        this.feed = feed;
        this.otherwise = otherwise;
    }

    @Override
    public void emit(Notification notification) {
        check(CALL);
        String organization = organization(CALL);
        Notification emitted = input.emitted(notification);
        String recipient = otherwise.of(access.scope().caller());
        writes.emit(() -> feed.add(owner(), organization, recipient, emitted));
    }
}
