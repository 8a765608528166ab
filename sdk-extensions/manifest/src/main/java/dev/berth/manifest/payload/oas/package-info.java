/* SPDX-License-Identifier: Apache-2.0 */
/** The flow of an agent: {@code oas.json} in the form of Agent Spec (MAN-155 to MAN-161). */
@NullMarked
package dev.berth.manifest.payload.oas;

import org.jspecify.annotations.NullMarked;
