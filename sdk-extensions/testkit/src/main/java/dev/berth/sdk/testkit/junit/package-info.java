/* SPDX-License-Identifier: Apache-2.0 */
/** Hands a context to tests of JUnit 5. */
@NullMarked
package dev.berth.sdk.testkit.junit;

import org.jspecify.annotations.NullMarked;
