/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.berth.host.store.keys;

import org.jspecify.annotations.NullMarked;
