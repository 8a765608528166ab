/* SPDX-License-Identifier: Apache-2.0 */
/** What stands in front of every port: who calls, whether it may, and what it writes while a hook is judged. */
@NullMarked
package dev.berth.host.port.access;

import org.jspecify.annotations.NullMarked;
