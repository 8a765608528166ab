/* SPDX-License-Identifier: Apache-2.0 */
/** What operators see and change of the settings and secrets of extensions, one by one or as the form that an extension declares. */
@NullMarked
package dev.berth.host.port.config;

import org.jspecify.annotations.NullMarked;
