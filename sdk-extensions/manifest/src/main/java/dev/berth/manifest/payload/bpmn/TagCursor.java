/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.json.Place;

/** Walks over the start tags of a well-formed text, to tell where each starts: the JDK's reader tells only where it ends. */
final class TagCursor {
    private final String text;
    private int offset;
    private int counted;
    private int line = 1;
    private int lineStart;

    TagCursor(String text) {
        this.text = text;
    }

    /** Moves to the next start tag and returns its place. */
    Place next() {
        int tag = text.indexOf('<', offset);
        while (tag >= 0 && tag + 1 < text.length()) {
            char first = text.charAt(tag + 1);
            if (first != '!' && first != '?' && first != '/') {
                break;
            }
            tag = text.indexOf('<', end(tag));
        }
        offset = tag < 0 ? text.length() : tag + 1;
        return place(tag < 0 ? text.length() : tag);
    }

    /** Comments, CDATA and instructions may hold what looks like a tag. */
    private int end(int start) {
        if (text.startsWith("<!--", start)) {
            return after("-->", start + 4);
        }
        if (text.startsWith("<![CDATA[", start)) {
            return after("]]>", start + 9);
        }
        return text.startsWith("<?", start) ? after("?>", start + 2) : start + 1;
    }

    private int after(String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    private Place place(int at) {
        for (; counted < at; counted++) {
            char c = text.charAt(counted);
            boolean pair = c == '\r' && counted + 1 < text.length() && text.charAt(counted + 1) == '\n';
            if (c == '\n' || (c == '\r' && !pair)) {
                line++;
                lineStart = counted + 1;
            }
        }
        return new Place(line, at - lineStart + 1);
    }
}
