/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import org.osgi.annotation.versioning.ProviderType;

/** Messages to the people of an organisation (PORT-98). */
@ProviderType
public interface NotificationsPort {
    /** Sends one. */
    void emit(Notification notification);
}
