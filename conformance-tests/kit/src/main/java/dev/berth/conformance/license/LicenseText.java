/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import dev.berth.manifest.license.SpdxExpression;
import java.util.List;
import java.util.Locale;

/** Recognises the texts of common licences by phrases that none of the others has (GATE-54). */
final class LicenseText {
    /** What follows is somebody else's, or no licence. */
    private static final int LONGEST = 256 * 1024;

    /**
     * What tells a text.
     *
     * @param id the SPDX id of the text; ids that go on with a hyphen, such as {@code -or-later}, have the same
     * @param has phrases that it has, as {@link #normal} leaves them
     * @param lacks phrases that would make it another one
     */
    private record Fingerprint(String id, List<String> has, List<String> lacks) {
        boolean fits(String text) {
            return has.stream().allMatch(text::contains) && lacks.stream().noneMatch(text::contains);
        }
    }

    private static final String BSD_SOURCE = "redistributions of source code must retain the above copyright notice";
    private static final String BSD_BINARY = "redistributions in binary form must reproduce the above copyright notice";
    private static final String BSD_NAME = "endorse or promote products derived from this software";
    private static final String ISC_GRANT =
            "distribute this software for any purpose with or without fee is hereby granted";

    private static final List<Fingerprint> ALL = List.of(
            one("Apache-2.0", "apache license version 2 0 january 2004"),
            one("Apache-2.0", "licensed under the apache license version 2 0"),
            one(
                    "MIT",
                    "permission is hereby granted free of charge to any person obtaining a copy of this software and"
                            + " associated documentation files",
                    "the above copyright notice and this permission notice shall be included in all copies"),
            new Fingerprint("BSD-2-Clause", List.of(BSD_SOURCE, BSD_BINARY), List.of(BSD_NAME)),
            one("BSD-3-Clause", BSD_SOURCE, BSD_BINARY, BSD_NAME),
            one("ISC", ISC_GRANT + " provided that the above copyright notice"),
            one("MPL-2.0", "mozilla public license version 2 0 1 definitions"),
            one("MPL-2.0", "subject to the terms of the mozilla public license v 2 0"),
            one("GPL-2.0", "gnu general public license version 2 june 1991"),
            one("GPL-3.0", "gnu general public license version 3 29 june 2007"),
            one("LGPL-2.1", "gnu lesser general public license version 2 1 february 1999"),
            one("LGPL-3.0", "gnu lesser general public license version 3 29 june 2007"),
            one("AGPL-3.0", "gnu affero general public license version 3 19 november 2007"),
            one("EPL-2.0", "eclipse public license v 2 0 the accompanying program"),
            one("Unlicense", "this is free and unencumbered software released into the public domain"));

    private LicenseText() {}

    private static Fingerprint one(String id, String... phrases) {
        return new Fingerprint(id, List.of(phrases), List.of());
    }

    /** Returns the ids of all licences whose texts are in a text. */
    static List<String> recognise(String text) {
        String normal = normal(text);
        return ALL.stream()
                .filter(fingerprint -> fingerprint.fits(normal))
                .map(Fingerprint::id)
                .distinct()
                .toList();
    }

    /** Tells whether an expression names one of the recognised licences. */
    static boolean agrees(List<String> recognised, SpdxExpression declared) {
        return declared.licenses()
                .map(SpdxExpression.License::id)
                .anyMatch(id -> recognised.stream().anyMatch(text -> id.equals(text) || id.startsWith(text + "-")));
    }

    /** Leaves letters and digits, in lower case, with one blank between words. */
    private static String normal(String text) {
        StringBuilder out = new StringBuilder();
        String lower = text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString();
    }
}
