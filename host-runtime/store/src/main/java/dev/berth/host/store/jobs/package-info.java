/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The queue of jobs, in the host's database.
 *
 * <p>db-scheduler finds the rows of {@code scheduled_tasks} that are due and picks them, many in one transaction. Everything else
 * about a job is in the table {@code job}; both are written here, in one transaction, so that a job and its schedule never
 * disagree. A picked row whose job never ended is an attempt that a crash cut short.
 */
@NullMarked
package dev.berth.host.store.jobs;

import org.jspecify.annotations.NullMarked;
