/* SPDX-License-Identifier: Apache-2.0 */
/** What this host is called. */
@NullMarked
package dev.berth.host.store.namespace;

import org.jspecify.annotations.NullMarked;
