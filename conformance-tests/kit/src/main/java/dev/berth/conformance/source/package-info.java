/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where subjects come from: a packed file, a source folder, or a folder of many. {@link dev.berth.conformance.source.Sources} finds
 * them, {@link dev.berth.conformance.source.Targets} opens them for the gates.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.source;
