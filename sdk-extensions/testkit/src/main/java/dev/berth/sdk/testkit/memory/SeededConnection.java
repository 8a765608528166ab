/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.NangoPort.Connection;
import dev.berth.sdk.port.NangoPort.ConnectionScope;

/** A connection that the test seeds, and whose it is. */
public record SeededConnection(ConnectionScope scope, Connection connection) {}
