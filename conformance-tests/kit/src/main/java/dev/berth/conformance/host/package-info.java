/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The behavioural part of the kit: what every host must do. A probe, an extension that the kit packs from its own classes, goes
 * into the host under test, uses every port, and writes down what happened; the checks read that.
 */
@NullMarked
package dev.berth.conformance.host;

import org.jspecify.annotations.NullMarked;
