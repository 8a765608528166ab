/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The nango port: connections of an organisation and of its users to outside services, behind whichever OAuth gateway the operator
 * has set up (PORT-76). What an extension may see is decided here, the same for every gateway.
 */
@NullMarked
package dev.berth.host.port.nango;

import org.jspecify.annotations.NullMarked;
