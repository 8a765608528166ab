/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The permissions beside ports (MAN-100 to MAN-103). */
public final class PermissionFields {
    /** How many permissions a manifest may list. */
    public static final int MOST = 64;

    private static final int LONGEST = 128;

    private PermissionFields() {}

    public static void read(Node value, Reading reading) {
        List<Node> items = ((Node.Arr) value).items();
        if (items.size() > MOST) {
            reading.report(Reading.fault(ProblemCode.PERMISSION_INVALID, value.place(), "permissions")
                    .valid("at most " + MOST + " permissions")
                    .found(items.size() + " of them"));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Node.Text item = (Node.Text) items.get(i);
            judge(item, "permissions[" + i + "]", seen, reading)
                    .ifPresentOrElse(reading::report, () -> reading.draft().addPermission(item.value()));
        }
    }

    private static Optional<Fault> judge(Node.Text item, String field, Set<String> seen, Reading reading) {
        String permission = item.value();
        if (permission.length() > LONGEST) {
            return Optional.of(Reading.fault(ProblemCode.PERMISSION_INVALID, item.place(), field)
                    .valid("at most " + LONGEST + " characters")
                    .found(permission.length() + " characters"));
        }
        if (!seen.add(permission)) {
            return Optional.of(Reading.fault(ProblemCode.PERMISSION_INVALID, item.place(), field)
                    .valid("a permission that is not listed before")
                    .found(item)
                    .author("remove the second one"));
        }
        if (permission.contains("*")) {
            return Optional.of(Reading.fault(ProblemCode.PERMISSION_WILDCARD, item.place(), field)
                    .valid("a permission that is spelled out, such as net:connect:api.example.com:443")
                    .found(item)
                    .author("name each host, port, file or variable"));
        }
        return reading.kind()
                .flatMap(kind -> PermissionFamilies.find(kind.toString()))
                .filter(families -> !families.allows(permission))
                .map(families -> Reading.fault(ProblemCode.PERMISSION_NOT_ALLOWED, item.place(), field)
                        .valid("a permission that kind " + families.kind() + " may ask for: "
                                + String.join(", ", families.forms()))
                        .found(item)
                        .near(permission, families.forms())
                        .fact("kind", families.kind()));
    }
}
