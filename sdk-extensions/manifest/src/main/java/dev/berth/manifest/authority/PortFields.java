/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The requested ports (MAN-95 to MAN-98). */
public final class PortFields {
    /** The names of all ports. */
    public static final List<String> NAMES =
            Arrays.stream(PortName.values()).map(PortName::toString).toList();

    private PortFields() {}

    public static void read(Node value, Reading reading) {
        Set<String> seen = new HashSet<>();
        List<Node> items = ((Node.Arr) value).items();
        for (int i = 0; i < items.size(); i++) {
            Node.Text item = (Node.Text) items.get(i);
            String field = "requestedHostPorts[" + i + "]";
            Optional<PortName> port = PortName.find(item.value());
            if (port.isEmpty()) {
                reading.report(Reading.fault(ProblemCode.PORT_UNKNOWN, item.place(), field)
                        .valid("one of the ports " + String.join(", ", NAMES))
                        .found(item)
                        .near(item.value(), NAMES));
            } else if (!seen.add(item.value())) {
                reading.report(Reading.fault(ProblemCode.PORT_DUPLICATE, item.place(), field)
                        .says("needs each port once in \"requestedHostPorts\"")
                        .found(Quoted.of(item) + " again")
                        .then("It counts once.")
                        .author("remove the second one"));
            } else {
                keep(port.get(), item, field, reading);
            }
        }
    }

    private static void keep(PortName port, Node.Text item, String field, Reading reading) {
        switch (port.tier()) {
            case AMBIENT ->
                reading.report(Reading.fault(ProblemCode.PORT_AMBIENT, item.place(), field)
                        .says("has the port " + item.value() + " without asking")
                        .but("the manifest requests it")
                        .then("The entry is dropped.")
                        .author("remove it"));
            case RESERVED -> {
                reading.report(Reading.fault(ProblemCode.PORT_RESERVED_REQUESTED, item.place(), field)
                        .says("requests the port " + item.value() + ", which is reserved in this version")
                        .then("It may be granted, but every call is refused.")
                        .author("remove it until a version offers it"));
                reading.draft().addPort(port);
            }
            case STABLE -> reading.draft().addPort(port);
        }
    }
}
