/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The invariants of the engine as properties: random histories over random graphs, with faults in code and surroundings, on the
 * whole kernel over fake neighbours. A history that breaks one is made as short as it can be and printed with its seed.
 */
package dev.berth.host.proof;
