/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.grant.PortSet;
import dev.berth.sdk.port.PortName;
import java.util.Arrays;

/** Ports by their names. */
final class Ports {
    private Ports() {}

    static PortSet of(String... names) {
        return PortSet.of(Arrays.stream(names)
                .map(name -> Arrays.stream(PortName.values())
                        .filter(port -> port.toString().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList());
    }
}
