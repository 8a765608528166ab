/* SPDX-License-Identifier: Apache-2.0 */
/** Commands about what extensions keep. */
@NullMarked
package dev.berth.host.cli.data;

import org.jspecify.annotations.NullMarked;
