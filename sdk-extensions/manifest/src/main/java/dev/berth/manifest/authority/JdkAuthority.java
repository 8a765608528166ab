/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The one table of what reaches beyond an extension's own objects, {@code jdk-authority.txt}: for the scan of class files, and for what
 * weaves them.
 */
public final class JdkAuthority {
    private static final String FILE = "jdk-authority.txt";
    private static final String FORBIDDEN = "forbidden";
    private static final String NOTHING = "-";
    private static final String ANY = "*";
    private static final String TEXT = text();
    private static final List<Row> ROWS = read();

    /** The numbers of the rows of one class, and of those of many. */
    private static final Map<String, List<Integer>> BY_TYPE = Map.copyOf(IntStream.range(0, ROWS.size())
            .boxed()
            .collect(Collectors.groupingBy(row -> ROWS.get(row).type(), Collectors.toUnmodifiableList())));

    private static final List<Integer> OF_MANY = IntStream.range(0, ROWS.size())
            .filter(row -> ROWS.get(row).isOfMany())
            .boxed()
            .toList();

    private JdkAuthority() {}

    /**
     * A row of the table.
     *
     * @param type a class with {@code /}; all that start so if it ends in {@code *}
     * @param members names, each with the start of a descriptor where only some overloads are meant
     * @param needs families of permissions of which one is enough; empty if none is asked for
     * @param reach how it is found out what is reached
     * @param why what the member does
     */
    public record Row(String type, List<String> members, List<String> needs, Reach reach, String why) {
        /** Copies the lists. */
        public Row {
            members = List.copyOf(members);
            needs = List.copyOf(needs);
        }

        /** Tells whether no permission grants it. */
        public boolean isForbidden() {
            return needs.equals(List.of(FORBIDDEN));
        }

        /** Tells whether it is a row of a class; its name has {@code /}. */
        public boolean isOf(String owner) {
            return isOfMany() ? owner.startsWith(type.substring(0, type.length() - 1)) : owner.equals(type);
        }

        private boolean isOfMany() {
            return type.endsWith(ANY);
        }

        /** Tells whether it is a row of a member, whatever its class. */
        public boolean isAbout(String name, String descriptor) {
            String member = name + descriptor;
            return members.stream()
                    .anyMatch(known -> known.equals(ANY)
                            || (known.indexOf('(') < 0 ? known.equals(name) : member.startsWith(known)));
        }
    }

    /** Finds the first row of a member that may be in any of these classes. */
    public static Optional<Row> find(Set<String> owners, String name, String descriptor) {
        return rows(owners).stream()
                .filter(row -> row.isAbout(name, descriptor))
                .findFirst();
    }

    /** Returns the rows of any of these classes; the first that matches counts. */
    public static List<Row> rows(Set<String> owners) {
        BitSet found = new BitSet(ROWS.size());
        owners.forEach(owner -> BY_TYPE.getOrDefault(owner, List.of()).forEach(found::set));
        OF_MANY.stream()
                .filter(row -> owners.stream().anyMatch(ROWS.get(row)::isOf))
                .forEach(found::set);
        return found.stream().mapToObj(ROWS::get).toList();
    }

    /** Finds the row that forbids a class as a whole. */
    public static Optional<Row> forbidden(String type) {
        return ROWS.stream()
                .filter(row -> row.isForbidden() && row.members().equals(List.of(ANY)) && row.isOf(type))
                .findFirst();
    }

    /** Returns all rows; the first that matches counts. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** Returns the table as it is written, by which versions of it are told apart. */
    public static String asText() {
        return TEXT;
    }

    private static String text() {
        try (InputStream in = JdkAuthority.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The manifest module needs its file " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> read() {
        return TEXT.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(JdkAuthority::row)
                .toList();
    }

    private static Row row(String line) {
        List<String> cells = List.of(line.split(" \\| ", -1));
        return new Row(
                cells.get(0),
                List.of(cells.get(1).split(" ", -1)),
                cells.get(2).equals(NOTHING) ? List.of() : List.of(cells.get(2).split(",", -1)),
                Reach.of(cells.get(3)),
                cells.get(4));
    }
}
