/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The graph of a workflow: {@code workflow.bpmn} in a profile of BPMN 2.0, which is a few of its elements and a few more of ours
 * below {@code extensionElements} (MAN-185 to MAN-193).
 */
@NullMarked
package dev.berth.manifest.payload.bpmn;

import org.jspecify.annotations.NullMarked;
