/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.report;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML 1.0 with indents; what XML cannot hold, such as control characters, is spelled out. */
final class Xml {
    private final XMLStreamWriter out;
    private int depth;
    private boolean inline;

    Xml(XMLStreamWriter out) throws XMLStreamException {
        this.out = out;
        out.writeStartDocument("UTF-8", "1.0");
    }

    void start(String name, String... attributes) throws XMLStreamException {
        line();
        out.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
        }
        depth++;
        inline = true;
    }

    void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, legal(value));
    }

    void text(String text) throws XMLStreamException {
        out.writeCharacters(legal(text));
        inline = true;
    }

    void end() throws XMLStreamException {
        depth--;
        if (!inline) {
            line();
        }
        out.writeEndElement();
        inline = false;
    }

    void close() throws XMLStreamException {
        out.writeEndDocument();
        out.close();
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean allowed = point == '\n'
                    || point == '\t'
                    || (point >= 0x20 && point <= 0xD7FF)
                    || (point >= 0xE000 && point <= 0xFFFD)
                    || point >= 0x10000;
            // C1 controls and the like are legal and invisible; they are spelled out as well.
            if (allowed && (point == '\n' || point == '\t' || Character.getType(point) != Character.CONTROL)) {
                legal.appendCodePoint(point);
            } else {
                legal.append(String.format("<U+%04X>", point));
            }
        });
        return legal.toString();
    }
}
