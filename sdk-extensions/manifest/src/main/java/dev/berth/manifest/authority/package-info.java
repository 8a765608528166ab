/* SPDX-License-Identifier: Apache-2.0 */
/** What an extension asks for and offers: ports, permissions, capabilities (manifest.md section 7). */
@NullMarked
package dev.berth.manifest.authority;

import org.jspecify.annotations.NullMarked;
