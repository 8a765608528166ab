/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Pages that extensions bring, for frames of the console (PORT-102).
 *
 * <p>A page is foreign code in the owner's browser. Its address is the host's, but every answer below {@code /ui/} makes the
 * browser treat it as an origin of its own ({@code sandbox} without {@code allow-same-origin}): it sees no cookie and no storage of
 * the console, and the console's cookie is not sent with what it asks for. It may load its own files and call its own actions, and
 * for these it needs a token, which the console gets for it and hands over in the fragment of the address.
 */
@NullMarked
package dev.berth.host.server.page;

import org.jspecify.annotations.NullMarked;
