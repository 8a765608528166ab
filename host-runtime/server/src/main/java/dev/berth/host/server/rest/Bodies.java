/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.ExtensionDetail.PermissionView;
import dev.berth.host.ExtensionView;
import dev.berth.host.GrantView;
import dev.berth.host.ToolView;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Token;
import dev.berth.host.permission.Denial;
import dev.berth.host.port.jobs.JobView;
import dev.berth.host.port.objects.StoredObjects.ObjectView;
import dev.berth.host.port.secrets.SecretView;
import dev.berth.host.port.secrets.UnreadableSecret;
import dev.berth.host.port.ui.Ui.SurfaceView;
import dev.berth.host.unload.Unloads.Pinned;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The answers that are not a view of the host themselves. */
final class Bodies {
    private Bodies() {}

    record Health(String status, List<String> degraded, List<String> skipped) {}

    record Extensions(List<ExtensionView> extensions) {}

    record Grants(List<GrantView> grants) {}

    record Permissions(List<PermissionView> permissions, List<Denial> denied) {}

    record MountView(String name, String folder, String boundBy, Instant boundAt, boolean configured) {}

    record Mounts(List<MountView> mounts) {}

    record Tools(List<ToolView> tools, List<ToolView> own) {}

    record Jobs(List<JobView> jobs) {}

    record Uploaded(String upload, String sha256, long size) {}

    record Connections(List<dev.berth.host.port.nango.Connections.View> connections) {}

    record DeletedConnection(dev.berth.host.port.nango.Connections.View deleted) {}

    record Entries(List<AuditEntry> entries) {}

    record Leaks(List<Pinned> leaks, List<Problem> problems) {}

    record Verification(boolean intact, Optional<AuditLog.Broken> firstBroken) {}

    record TokenView(
            String id,
            String user,
            Optional<String> organization,
            Set<String> roles,
            String createdBy,
            Instant created,
            Optional<Instant> expires,
            Optional<Instant> lastUsed,
            boolean expired) {
        static TokenView of(Token token, Instant now) {
            return new TokenView(
                    token.id(),
                    token.user(),
                    token.organization(),
                    Role.names(token.roles()),
                    token.createdBy(),
                    token.created(),
                    token.expires(),
                    token.lastUsed(),
                    token.isExpired(now));
        }
    }

    record TokenList(List<TokenView> tokens) {}

    /** The text of a token, which is nowhere else and never shown again. */
    record IssuedToken(String token, TokenView details) {}

    record Revoked(String id) {}

    record OpenedPage(String page, String token) {}

    record Surfaces(List<SurfaceView> surfaces, List<String> actions) {}

    /** @param next the {@code after} of the next page, if there may be one */
    record Objects(List<ObjectView> objects, Optional<String> next) {}

    record Versions(List<ObjectView> versions) {}

    record Shutdown(String status) {}

    record Settings(List<Setting> settings) {}

    /** A setting; without a value if it is not set. */
    record Setting(String key, Optional<JsonValue> value) {
        Setting(String key, JsonValue value) {
            this(key, Optional.of(value));
        }
    }

    record Secrets(List<SecretView> secrets) {}

    record Unreadable(List<UnreadableSecret> unreadable) {}

    /** Whether there was something to delete. */
    record Deleted(boolean deleted) {}
}
