/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.host.extension.Loaded;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;

/** Where decisions about permissions are kept, and mounts. Every method joins the transaction that runs on the thread. */
public interface PermissionStore {
    /** Returns all decisions. */
    Loaded<PermissionRow> load();

    /** Inserts or replaces the decision about a permission of an extension. */
    void save(PermissionRow row);

    /** Removes all decisions about an extension. */
    void delete(ExtensionId extension);

    /** Returns all mounts. */
    List<Mount> mounts();

    /** Inserts or replaces a mount. */
    void save(Mount mount);

    /** Removes a mount; a missing one is no error. */
    void delete(String mount);
}
