/* SPDX-License-Identifier: Apache-2.0 */
/** Who may use which port (PORT-20 to PORT-55). The book keeps grants; the transitions are pure. */
@NullMarked
package dev.berth.host.grant;

import org.jspecify.annotations.NullMarked;
