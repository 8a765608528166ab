/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A host in memory for unit tests of one extension (PORT-125 to PORT-131): a {@link dev.berth.sdk.testkit.TestHostContext} with the
 * real host's access states, limits and tenancy, whose {@link dev.berth.sdk.testkit.Recorder} lists what the extension did. Needs no
 * test framework; {@code dev.berth.sdk.testkit.junit} hands it to tests of JUnit.
 */
@NullMarked
package dev.berth.sdk.testkit;

import org.jspecify.annotations.NullMarked;
