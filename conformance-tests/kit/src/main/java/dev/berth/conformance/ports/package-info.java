/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The gate {@code ports}: gates.md, section 9. Its static part compares what class files use with what the manifest asks for;
 * {@code jdk-authority.txt} says which part of the JDK needs which permission.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.ports;
