/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What code may do beside ports (MAN-100 to MAN-106, ENG-20): woven code states a {@link dev.berth.host.permission.Demand} before each
 * use of ambient authority, and the {@link dev.berth.host.permission.Authority} of its revision passes or refuses it.
 */
@NullMarked
package dev.berth.host.permission;

import org.jspecify.annotations.NullMarked;
