/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The jobs port: a durable queue an extension (PORT-93 to PORT-96).
 *
 * <p>What becomes of a job after an attempt is decided here, by {@code JobRules}; {@link dev.berth.host.port.jobs.JobQueue} keeps
 * the rows and finds what is due. A job whose worker is not there waits, and is no attempt.
 */
@NullMarked
package dev.berth.host.port.jobs;

import org.jspecify.annotations.NullMarked;
