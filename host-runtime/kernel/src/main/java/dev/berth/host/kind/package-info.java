/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a host holds of each kind beside its row: the flow of an agent, its skills, the type of an artifact, the template of a
 * workflow (LIFE-93, LIFE-94). It follows the rows of extensions, in their transactions, and discovery asks its readers.
 */
@NullMarked
package dev.berth.host.kind;

import org.jspecify.annotations.NullMarked;
