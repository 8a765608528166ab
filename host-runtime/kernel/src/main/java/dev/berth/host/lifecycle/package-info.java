/* SPDX-License-Identifier: Apache-2.0 */
/** Install to uninstall, each as plan, digest and apply. */
@NullMarked
package dev.berth.host.lifecycle;

import org.jspecify.annotations.NullMarked;
