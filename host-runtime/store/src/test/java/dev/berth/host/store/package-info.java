/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.berth.host.store;

import org.jspecify.annotations.NullMarked;
