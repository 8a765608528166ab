/* SPDX-License-Identifier: Apache-2.0 */
/** What all that writes files here shares: waiting for the disk, and the words for a disk that fails. */
@NullMarked
package dev.berth.host.store.disk;

import org.jspecify.annotations.NullMarked;
