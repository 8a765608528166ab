/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.ConnectionCreated;
import dev.berth.host.audit.AuditEvent.ConnectionDeleted;
import dev.berth.host.audit.AuditEvent.ConnectionFailed;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Transactor;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tells the audit what becomes of connections, in the transaction of the change (LIFE-148); never a credential. */
public final class ConnectionAudit {
    private static final String NOBODY = "system:connections";

    private final AuditLog audit;
    private final Transactor transactor;

    public ConnectionAudit(AuditLog audit, Transactor transactor) {
        this.audit = audit;
        this.transactor = transactor;
    }

    /** Makes a connection: whose consent it was did it. Returns whether it was made. */
    public boolean created(StoredConnection made, BooleanSupplier change) {
        By by = new By(made.owner().userId().orElse(NOBODY), "browser");
        return told(event(made, ConnectionCreated::new), by, change);
    }

    /** Gives a connection up, which the provider does not serve any longer. Returns whether it was not given up before. */
    public boolean failed(StoredConnection connection, BooleanSupplier change) {
        return told(event(connection, ConnectionFailed::new), new By(NOBODY, "host"), change);
    }

    void deleted(StoredConnection connection, By by) {
        told(event(connection, ConnectionDeleted::new), by, () -> true);
    }

    private boolean told(AuditEvent event, By by, BooleanSupplier change) {
        return transactor.within(() -> {
            boolean changed = change.getAsBoolean();
            if (changed) {
                audit.append(event, by);
            }
            return changed;
        });
    }

    /** The events have the same parts. */
    private interface Shape {
        AuditEvent of(String id, String provider, String organization, Optional<String> user);
    }

    private static AuditEvent event(StoredConnection about, Shape shape) {
        return shape.of(
                about.connectionId(),
                about.providerConfigKey(),
                about.owner().organization(),
                about.owner().userId());
    }
}
