/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.sdk.value.ExtensionId;

/** Data that goes when its extension is removed for good (LIFE-124). */
@FunctionalInterface
public interface ExtensionData {
    /** Deletes all of an extension, in every organisation; joins the transaction on the thread. */
    void deleteAll(ExtensionId extension);
}
