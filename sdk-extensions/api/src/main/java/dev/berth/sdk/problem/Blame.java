/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** Who can mend a problem. */
public enum Blame {
    AUTHOR,
    OPERATOR,
    HOST,
    EXTERNAL
}
