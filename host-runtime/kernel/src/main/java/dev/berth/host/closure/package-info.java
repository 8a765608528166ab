/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an install brings in beside the package that was named (LIFE-83, LIFE-91). {@link dev.berth.host.closure.Gathered} verifies what was
 * sent, {@link dev.berth.host.closure.ClosurePlan} chooses among the {@link dev.berth.host.closure.Candidates}; the journal
 * keeps {@link dev.berth.host.journal.BatchEntry}.
 */
@NullMarked
package dev.berth.host.closure;

import org.jspecify.annotations.NullMarked;
