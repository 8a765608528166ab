/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import dev.berth.manifest.license.SpdxExpression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Maven projects call their licences, which is seldom an SPDX id (GATE-56). */
final class LicenseNames {
    private static final int LONGEST = 200;

    private record Row(String id, Pattern names) {}

    /** The first row that is found in a name or an address counts. */
    private static final List<Row> ROWS = List.of(
            row("Apache-2.0", "apache[^0-9]*2(\\.0)?|apache\\.org/licenses/license-2\\.0|^asl 2"),
            row("MIT-0", "\\bmit-0\\b|mit no attribution"),
            row("MIT", "\\bmit\\b"),
            row("BSD-3-Clause", "bsd[ -]3|3[ -]clause|(new|revised|modified) bsd|eclipse distribution license|/edl-"),
            row("BSD-2-Clause", "bsd[ -]2|2[ -]clause|simplified bsd"),
            row("EPL-2.0", "(eclipse public license|epl)[^0-9]*2"),
            row("EPL-1.0", "(eclipse public license|epl)[^0-9]*1"),
            row("MPL-2.0", "(mozilla public license|mpl)[^0-9]*2"),
            row("AGPL-3.0-only", "(affero general public license|agpl)[^0-9]*3"),
            row("LGPL-2.1-only", "(lesser general public license|lgpl)[^0-9]*2\\.1"),
            row("LGPL-3.0-only", "(lesser general public license|lgpl)[^0-9]*3"),
            row("GPL-2.0-only WITH Classpath-exception-2.0", "(gpl|general public license)[^0-9]*2.*(classpath|cpe)"),
            row("GPL-2.0-only", "(gpl|general public license)[^0-9]*2"),
            row("GPL-3.0-only", "(gpl|general public license)[^0-9]*3"),
            row("ISC", "\\bisc\\b"),
            row("Unlicense", "\\bunlicense\\b|unlicense\\.org"),
            row("CC0-1.0", "\\bcc0\\b|publicdomain/zero"));

    private LicenseNames() {}

    private static Row row(String id, String names) {
        return new Row(id, Pattern.compile(names));
    }

    /** Reads an SPDX expression, a name or an address; empty if it is not known. */
    static Optional<SpdxExpression> find(String text) {
        Optional<SpdxExpression> expression = SpdxExpression.find(text.strip());
        if (expression.isPresent() || text.length() > LONGEST) {
            return expression;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return ROWS.stream()
                .filter(row -> row.names().matcher(lower).find())
                .findFirst()
                .flatMap(row -> SpdxExpression.find(row.id()));
    }
}
