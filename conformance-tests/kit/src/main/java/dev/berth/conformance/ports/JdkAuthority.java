/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import dev.berth.conformance.bytecode.Use;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of what reaches beyond an extension's own objects, {@code jdk-authority.txt}. */
final class JdkAuthority {
    private static final String FILE = "jdk-authority.txt";
    private static final String FORBIDDEN = "forbidden";
    private static final List<Row> ROWS = read();

    private JdkAuthority() {}

    /**
     * A row of the table.
     *
     * @param type a class with {@code /}; all that start so if it ends in {@code *}
     * @param members names, each with the start of a descriptor where only some overloads are meant
     * @param needs families of permissions of which one is enough
     * @param why what the member does
     */
    record Row(String type, List<String> members, List<String> needs, String why) {
        boolean isForbidden() {
            return needs.equals(List.of(FORBIDDEN));
        }

        private boolean matches(String owner, Use use) {
            String member = use.name() + use.descriptor();
            return isOf(owner)
                    && members.stream()
                            .anyMatch(known -> known.equals("*")
                                    || (known.indexOf('(') < 0 ? known.equals(use.name()) : member.startsWith(known)));
        }

        private boolean isOf(String owner) {
            return type.endsWith("*") ? owner.startsWith(type.substring(0, type.length() - 1)) : owner.equals(type);
        }
    }

    /** Finds the first row of a member that may be in any of these classes. */
    static Optional<Row> find(Set<String> owners, Use use) {
        return ROWS.stream()
                .filter(row -> owners.stream().anyMatch(owner -> row.matches(owner, use)))
                .findFirst();
    }

    /** Finds the row that forbids a class as a whole. */
    static Optional<Row> forbidden(String type) {
        return ROWS.stream()
                .filter(row -> row.isForbidden() && row.members().equals(List.of("*")) && row.isOf(type))
                .findFirst();
    }

    static List<Row> rows() {
        return ROWS;
    }

    private static List<Row> read() {
        try (InputStream in = JdkAuthority.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The kit needs its file " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(JdkAuthority::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> cells = List.of(line.split(" \\| ", -1));
        return new Row(
                cells.get(0),
                List.of(cells.get(1).split(" ", -1)),
                List.of(cells.get(2).split(",", -1)),
                cells.get(3));
    }
}
