/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.license;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.manifest.json.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads SPDX expressions: {@code WITH} binds before {@code AND}, {@code AND} before {@code OR}. The length is bounded, so the
 * recursion is.
 */
final class SpdxParser {
    private static final int LONGEST = 512;
    private static final Pattern REFERENCE =
            Pattern.compile("(DocumentRef-[A-Za-z0-9.-]{1,100}:)?LicenseRef-[A-Za-z0-9.-]{1,100}");

    /** Values of npm that look like licences; that one of them is spelled nearly like an id is no help to anybody. */
    private static final List<String> NO_LICENSES = List.of("UNLICENSED", "SEE LICENSE IN", "NONE", "NOASSERTION");

    private final String text;
    private final List<String> tokens;
    private int next;

    private SpdxParser(String text) {
        this.text = text;
        this.tokens =
                List.of(text.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+"));
    }

    /** Ends the reading at the first flaw; caught in {@link #parse}. */
    private static final class Flaw extends Exception {
        private static final long serialVersionUID = 1;
        private final transient SpdxExpression.Malformed malformed;

        private Flaw(String flaw, List<String> near) {
            super(flaw, null, false, false);
            malformed = new SpdxExpression.Malformed(flaw, near);
        }
    }

    static SpdxExpression.Parsed parse(String text) {
        if (text.length() > LONGEST) {
            return new SpdxExpression.Malformed("which has more than " + LONGEST + " characters", List.of());
        }
        Optional<String> none =
                NO_LICENSES.stream().filter(text.strip()::startsWith).findFirst();
        if (none.isPresent()) {
            return new SpdxExpression.Malformed("which names no licence", List.of());
        }
        try {
            SpdxParser parser = new SpdxParser(text);
            SpdxExpression expression = parser.any();
            parser.end();
            return new SpdxExpression.Valid(expression);
        } catch (Flaw flaw) {
            return flaw.malformed;
        }
    }

    private SpdxExpression any() throws Flaw {
        List<SpdxExpression> parts = new ArrayList<>();
        do {
            SpdxExpression part = all();
            parts.addAll(part instanceof SpdxExpression.Any any ? any.parts() : List.of(part));
        } while (takes("OR"));
        return joined(parts, SpdxExpression.Any::new);
    }

    private SpdxExpression all() throws Flaw {
        List<SpdxExpression> parts = new ArrayList<>();
        do {
            SpdxExpression part = one();
            parts.addAll(part instanceof SpdxExpression.All all ? all.parts() : List.of(part));
        } while (takes("AND"));
        return joined(parts, SpdxExpression.All::new);
    }

    /** Brings the parts into an order and leaves out what is said twice. */
    private static SpdxExpression joined(
            List<SpdxExpression> parts, Function<List<SpdxExpression>, SpdxExpression> join) {
        Map<String, SpdxExpression> byText = new TreeMap<>();
        parts.forEach(part -> byText.putIfAbsent(part.toString(), part));
        return byText.size() == 1 ? parts.get(0) : join.apply(List.copyOf(byText.values()));
    }

    private SpdxExpression one() throws Flaw {
        if (takes("(")) {
            SpdxExpression inner = any();
            if (!takes(")")) {
                throw new Flaw("which lacks a closing bracket", List.of());
            }
            return inner;
        }
        String word = word("a licence");
        boolean reference = REFERENCE.matcher(word).matches();
        boolean orLater = !reference && word.endsWith("+");
        String id = orLater ? word.substring(0, word.length() - 1) : word;
        if (!reference) {
            knownLicense(id);
        }
        Optional<String> exception = takes("WITH") ? Optional.of(exception()) : Optional.empty();
        return new SpdxExpression.License(id, orLater, exception);
    }

    /** Also a name with blanks may be an id with hyphens: the whole text is compared first. */
    private void knownLicense(String id) throws Flaw {
        if (!SpdxIds.LICENSES.contains(id)) {
            List<String> whole = NearMisses.of(text, SpdxIds.LICENSES);
            throw new Flaw(
                    "where " + Quoted.of(id) + " is no SPDX id of a licence",
                    whole.isEmpty() ? NearMisses.of(id, SpdxIds.LICENSES) : whole);
        }
    }

    private String exception() throws Flaw {
        String word = word("an exception");
        if (!SpdxIds.EXCEPTIONS.contains(word)) {
            throw new Flaw(
                    "where " + Quoted.of(word) + " is no SPDX id of an exception",
                    NearMisses.of(word, SpdxIds.EXCEPTIONS));
        }
        return word;
    }

    private String word(String what) throws Flaw {
        String word = next < tokens.size() ? tokens.get(next) : "";
        if (word.isEmpty()) {
            throw new Flaw(
                    next == 0 ? "which is blank" : "which ends after " + Quoted.of(tokens.get(next - 1)), List.of());
        }
        if (List.of("AND", "OR", "WITH", "(", ")").contains(operator(word))) {
            throw new Flaw("which has " + Quoted.of(word) + " where " + what + " belongs", List.of());
        }
        next++;
        return word;
    }

    private boolean takes(String operator) {
        boolean taken = next < tokens.size() && operator(tokens.get(next)).equals(operator);
        next += taken ? 1 : 0;
        return taken;
    }

    /** SPDX 3 takes operators in capitals and in small letters, but in no mixture. */
    private static String operator(String token) {
        return token.equals(token.toLowerCase(Locale.ROOT)) ? token.toUpperCase(Locale.ROOT) : token;
    }

    private void end() throws Flaw {
        if (next < tokens.size()) {
            String rest = tokens.get(next);
            throw new Flaw(
                    rest.equals(")")
                            ? "which has a closing bracket too many"
                            : "which has " + Quoted.of(rest) + " where AND, OR, WITH or the end belongs",
                    List.of());
        }
    }
}
