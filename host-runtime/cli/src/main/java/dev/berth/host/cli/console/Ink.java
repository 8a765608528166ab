/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

/**
 * Colours, if they are wanted.
 *
 * @param on whether texts are coloured at all
 */
public record Ink(boolean on) {
    public String bold(String text) {
        return with("1", text);
    }

    public String dim(String text) {
        return with("2", text);
    }

    public String red(String text) {
        return with("31", text);
    }

    public String green(String text) {
        return with("32", text);
    }

    public String yellow(String text) {
        return with("33", text);
    }

    private String with(String code, String text) {
        return on && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
