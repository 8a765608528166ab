/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.ExtensionView;
import dev.berth.host.GrantView;
import dev.berth.host.ToolView;
import dev.berth.host.audit.AuditEntry;
import java.util.List;
import java.util.Optional;

/** The answers that are not a view of the host themselves. */
final class Bodies {
    private Bodies() {}

    record Health(String status) {}

    record Extensions(List<ExtensionView> extensions) {}

    record Grants(List<GrantView> grants) {}

    record Tools(List<ToolView> tools) {}

    record Uploaded(String upload, String sha256, long size) {}

    record Entries(List<AuditEntry> entries) {}

    record Verification(boolean intact, Optional<AuditEntry> firstBroken) {}

    record Shutdown(String status) {}
}
