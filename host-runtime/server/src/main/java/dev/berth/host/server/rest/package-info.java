/* SPDX-License-Identifier: Apache-2.0 */
/** One table of routes over one servlet; the OpenAPI document is generated from it. */
@NullMarked
package dev.berth.host.server.rest;

import org.jspecify.annotations.NullMarked;
