/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.host.audit.By;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;

/**
 * The decision about one permission of an extension: for the whole platform, since one copy of its code serves all.
 *
 * @param approved it was agreed to; otherwise it was taken back
 */
public record PermissionRow(ExtensionId extension, String permission, boolean approved, By by, Instant at) {}
