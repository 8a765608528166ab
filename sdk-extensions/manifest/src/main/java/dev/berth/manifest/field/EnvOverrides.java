/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Environment variables that stand in for settings and secrets (MAN-48). */
final class EnvOverrides {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern TARGET = Pattern.compile("(settings|secrets):\\S+");

    private EnvOverrides() {}

    static void read(Node value, Reading reading) {
        for (Node.Member row : ((Node.Obj) value).members()) {
            String field = "envOverrides." + row.name();
            boolean ownName = reading.id()
                            .filter(reading.policy().requiredExtensions()::contains)
                            .isPresent()
                    && NAME.matcher(row.name()).matches();
            Optional<String> prefix = reading.id().map(EnvOverrides::prefix);
            boolean namespaced = prefix.isPresent()
                    && row.name().startsWith(prefix.get())
                    && row.name().length() > prefix.get().length()
                    && NAME.matcher(row.name()).matches();
            if (prefix.isPresent() && !namespaced && !ownName) {
                reading.report(Reading.fault(ProblemCode.ENV_OVERRIDE_REJECTED, row.namePlace(), field)
                        .says("needs variables of the form " + prefix.get() + "<KEY>")
                        .found(Quoted.of(row.name()))
                        .then("The row is dropped; the others stay."));
            } else if (!(row.value() instanceof Node.Text target)
                    || !TARGET.matcher(target.value()).matches()) {
                reading.report(Reading.fault(
                                ProblemCode.ENV_OVERRIDE_REJECTED, row.value().place(), field)
                        .valid("settings:<key> or secrets:<key>")
                        .found(row.value())
                        .then("The row is dropped; the others stay."));
            } else {
                reading.draft().addEnvOverride(row.name(), target.value());
            }
        }
    }

    /** Encodes an id so that no two ids have one name. */
    static String prefix(ExtensionId id) {
        String namespace = id.value()
                .substring(1)
                .toUpperCase(Locale.ROOT)
                .replace("_", "_U")
                .replace("-", "_H")
                .replace(".", "_D")
                .replace("/", "_S");
        return "BERTH_EXT_" + namespace + "__";
    }
}
