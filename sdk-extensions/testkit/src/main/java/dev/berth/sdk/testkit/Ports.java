/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.manifest.port.PortProblems;
import dev.berth.sdk.port.PortName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The ports by what tests call them. */
final class Ports {
    private Ports() {}

    /** Finds ports by the names that manifests use; any other name throws (PORT-125). */
    static Set<PortName> named(String... names) {
        Set<PortName> ports = EnumSet.noneOf(PortName.class);
        for (String name : names) {
            ports.add(PortName.find(name).orElseThrow(() -> unknown(name)));
        }
        return ports;
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> known =
                Arrays.stream(PortName.values()).map(PortName::toString).toList();
        return new IllegalArgumentException("A port is needed; found \"" + name + "\"."
                + NearMisses.question(name, known) + " There are " + String.join(", ", known) + ".");
    }

    /** Finds the port of a type. */
    static PortName of(Class<?> type) {
        return Arrays.stream(PortName.values())
                .filter(port -> PortProblems.typeName(port).equals(type.getSimpleName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The type of a port is needed, such as SettingsPort; found " + type.getName()));
    }
}
