/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.sdk.value.ExtensionId;
import java.util.Set;

/** Data that goes when its extension is removed for good (LIFE-124). */
public interface ExtensionData {
    /** Deletes all of an extension, in every organisation; joins the transaction on the thread. */
    void deleteAll(ExtensionId extension);

    /** Returns the organisations in which there is some of an extension. */
    Set<String> organizations(ExtensionId extension);

    /** Deletes all of an extension in one organisation; joins the transaction on the thread. */
    void deleteIn(ExtensionId extension, String organization);
}
