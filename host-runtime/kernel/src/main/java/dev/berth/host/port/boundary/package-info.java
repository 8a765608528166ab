/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What stands between the host's objects and extensions.
 *
 * <p>Reflection opens every object whose class the host has loaded, and a port's handle leads to the store behind it. So extensions
 * get other objects: of final classes that are made for one interface each, in a loader that sees the SDK and the JDK and nothing
 * of the host, and in a module that opens nothing. Such an object can be called and not looked into.
 */
@NullMarked
package dev.berth.host.port.boundary;

import org.jspecify.annotations.NullMarked;
