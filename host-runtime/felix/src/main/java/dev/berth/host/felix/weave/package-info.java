/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Rewrites class files so that what reaches beyond an extension asks first (engine.md L4): each call of a member in the table
 * {@link dev.berth.manifest.authority.JdkAuthority} becomes an {@code invokedynamic} of the same shape, which the guards link. Pure:
 * the same bytes give the same bytes.
 */
@NullMarked
package dev.berth.host.felix.weave;

import org.jspecify.annotations.NullMarked;
