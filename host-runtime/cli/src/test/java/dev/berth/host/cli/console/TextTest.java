/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** CLI-1: text for people. */
class TextTest {
    private static String print(int width, boolean colours, Consumer<Page> text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text.accept(new Page(new PrintStream(out, true, StandardCharsets.UTF_8), new Ink(colours), width, true));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table("A", "LONG HEAD", "C").row("one", "x", "").row("", "yy", "last");
        assertThat(print(80, false, table::print)).isEqualTo("""
                A    LONG HEAD  C
                one  x
                     yy         last
                """);
    }

    @Test
    void theWidestColumnIsBrokenWhenTheTableIsTooWide() {
        Table table = new Table("A", "TEXT").row("one", "some words that do not fit into one line");
        assertThat(print(30, false, table::print)).isEqualTo("""
                A    TEXT
                one  some words that do not
                     fit into one line
                """);
    }

    @Test
    void wordsAreNeverBrokenAndSpareColumnsGoFirst() {
        Table table = new Table("ID", "LEAST", "LESS", "STATE")
                .row("@samples/a-long-connector", "x", "yyyyy", "active")
                .spare("LEAST", "LESS");
        assertThat(print(50, false, table::print)).contains("LEAST", "LESS");
        assertThat(print(40, false, table::print)).isEqualTo("""
                ID                         LESS   STATE
                @samples/a-long-connector  yyyyy  active
                """);
        assertThat(print(10, false, table::print)).isEqualTo("""
                ID                         STATE
                @samples/a-long-connector  active
                """);
    }

    @Test
    void coloursDoNotMoveColumns() {
        Ink ink = new Ink(true);
        Table table = new Table("", "")
                .row(new Table.Cell("a", ink::red), Table.Cell.of("b"))
                .row("long", "c");
        assertThat(print(80, true, table::print)).isEqualTo("\033[31ma\033[0m     b\nlong  c\n");
    }

    @Test
    void whatOthersWroteCannotSteerTheTerminal() {
        assertThat(print(80, true, page -> page.line("a\033[2Jb\033]0;t\007c\rd\u202ee\u009bf")))
                .isEqualTo("a\\u001b[2Jb\\u001b]0;t\\u0007c\\u000dd\\u202ee\\u009bf\n");
    }
}
