/* SPDX-License-Identifier: Apache-2.0 */
/** Where the master keys of secrets are kept on one machine: a file in the home, or the environment of the process. */
@NullMarked
package dev.berth.host.store.keys;

import org.jspecify.annotations.NullMarked;
