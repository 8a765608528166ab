/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The gate {@code discovery} (gates.md, section 7): {@link dev.berth.conformance.discovery.DiscoveryGate} judges modules of a host,
 * {@link dev.berth.conformance.discovery.DiscoveryContractTest} the readers of kinds.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.discovery;
