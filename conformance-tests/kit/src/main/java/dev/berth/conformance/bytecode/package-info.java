/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the class files of a package say, read and never loaded (gates.md, section 9). {@link dev.berth.conformance.bytecode.Bytecode}
 * holds facts; rules that judge them are in the packages of the gates.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.bytecode;
