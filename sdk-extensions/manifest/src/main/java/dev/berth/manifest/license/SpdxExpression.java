/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.license;

import dev.berth.manifest.json.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A licence expression as SPDX writes it (MAN-35, GATE-50). Its text is the same for all that differ in order and brackets only. */
public sealed interface SpdxExpression {
    /**
     * One licence.
     *
     * @param id an id of the SPDX list, or {@code LicenseRef-…}
     * @param orLater whether a {@code +} follows it
     * @param exception what {@code WITH} adds to it
     */
    record License(String id, boolean orLater, Optional<String> exception) implements SpdxExpression {
        @Override
        public String toString() {
            return id
                    + (orLater ? "+" : "")
                    + exception.map(name -> " WITH " + name).orElse("");
        }
    }

    /** Licences that apply together: {@code AND}. */
    record All(List<SpdxExpression> parts) implements SpdxExpression {
        /** Copies the parts. */
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " AND ");
        }
    }

    /** Licences of which one may choose: {@code OR}. */
    record Any(List<SpdxExpression> parts) implements SpdxExpression {
        /** Copies the parts. */
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " OR ");
        }
    }

    private static String joined(List<SpdxExpression> parts, String operator) {
        return parts.stream()
                .map(part -> part instanceof License ? part.toString() : "(" + part + ")")
                .collect(Collectors.joining(operator));
    }

    /** What a text is. */
    sealed interface Parsed {}

    /** A text that is an expression. */
    record Valid(SpdxExpression expression) implements Parsed {}

    /**
     * A text that is none.
     *
     * @param flaw what is wrong with it, as the end of a sentence that begins with the text: {@code which ends after OR}
     * @param near ids that may be meant
     */
    record Malformed(String flaw, List<String> near) implements Parsed {
        /** Copies the ids. */
        public Malformed {
            near = List.copyOf(near);
        }
    }

    /** Reads a text. */
    static Parsed parse(String text) {
        return SpdxParser.parse(text);
    }

    /** Reads a text, unless it is malformed. */
    static Optional<SpdxExpression> find(String text) {
        return parse(text) instanceof Valid valid ? Optional.of(valid.expression()) : Optional.empty();
    }

    /** Returns its licences in their order. */
    default Stream<License> licenses() {
        if (this instanceof License license) {
            return Stream.of(license);
        }
        List<SpdxExpression> parts = this instanceof All all ? all.parts() : ((Any) this).parts();
        return parts.stream().flatMap(SpdxExpression::licenses);
    }

    /** Returns what an author may write for a text that is malformed. */
    static String advice(Malformed malformed) {
        return malformed.near().isEmpty()
                ? "write the licence's SPDX id, or LicenseRef-… for one that has none"
                : "write " + Quoted.of(malformed.near().get(0)) + " if you meant that";
    }
}
