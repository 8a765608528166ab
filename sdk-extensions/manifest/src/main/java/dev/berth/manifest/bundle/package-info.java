/* SPDX-License-Identifier: Apache-2.0 */
/** What a JAR says about itself: its class files and its bundle headers, read from bytes, never loaded (MAN-63 to MAN-75). */
@NullMarked
package dev.berth.manifest.bundle;

import org.jspecify.annotations.NullMarked;
