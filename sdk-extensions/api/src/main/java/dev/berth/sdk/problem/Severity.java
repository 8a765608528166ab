/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** How much a problem matters: an error refuses, a warning and an info only tell. */
public enum Severity {
    ERROR,
    WARNING,
    INFO
}
