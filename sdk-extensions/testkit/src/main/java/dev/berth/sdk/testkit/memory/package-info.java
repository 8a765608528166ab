/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The fourteen ports in memory, one class a port, each behind the same check. What a class here does not decide itself, it takes
 * from {@code dev.berth.manifest.port}, as the real host does. Tests use the package above.
 */
@NullMarked
package dev.berth.sdk.testkit.memory;

import org.jspecify.annotations.NullMarked;
