/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

/** The version of this SDK's binary interface (MAN-80). */
public final class SdkAbi {
    /** The ABI as {@code major.minor.patch}: a new port is a major, a new default method a minor change. */
    public static final String VERSION = "2.2.0";

    private SdkAbi() {}
}
