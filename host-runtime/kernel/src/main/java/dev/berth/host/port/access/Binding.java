/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.host.live.LiveView;
import dev.berth.host.live.Registrations;
import dev.berth.manifest.ExtensionManifest;

/**
 * What the handles of one revision share.
 *
 * @param access the check in front of every call
 * @param manifest what the revision declares
 * @param registrations where its contributions go
 * @param view the live set as it sees it
 * @param writes where what it writes and emits goes
 */
public record Binding(
        PortAccess access,
        ExtensionManifest manifest,
        Registrations registrations,
        LiveView view,
        StagedWrites writes) {}
