/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads one XML document from outside: no DOCTYPE, so no entities; nothing is fetched; nesting is bounded (MAN-187). */
final class LocatedXml {
    private static final int DEEPEST = 32;

    private final Deque<Open> open = new ArrayDeque<>();
    private final TagCursor cursor;
    private Optional<Element> root = Optional.empty();

    private LocatedXml(String text) {
        cursor = new TagCursor(text);
    }

    /** What was read: a document, or why there is none. */
    sealed interface Result {
        /** A document. */
        record Read(Element root) implements Result {}

        /** Something that ends the reading. */
        record Broken(Place place, String needed, String found) implements Result {}
    }

    /** An element whose end is not read yet. */
    private record Open(
            String namespace,
            String name,
            Map<String, String> attributes,
            List<Element> children,
            StringBuilder text,
            Place place) {
        Element close() {
            return new Element(namespace, name, attributes, children, text.toString(), place);
        }
    }

    static Result read(String text) {
        LocatedXml xml = new LocatedXml(text);
        try {
            return xml.document(factory().createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            Place place = at == null
                    ? Place.START
                    : new Place(Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()));
            return new Result.Broken(place, "well-formed XML", reason(e));
        }
    }

    private Result document(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> {
                    return new Result.Broken(Place.START, "no DOCTYPE", "one");
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    Place start = cursor.next();
                    if (open.size() == DEEPEST) {
                        return new Result.Broken(
                                start, "nesting of at most " + DEEPEST + " levels", "level " + (DEEPEST + 1));
                    }
                    open.push(open(reader, start));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text().append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> close();
                default -> {}
            }
        }
        return root.<Result>map(Result.Read::new)
                .orElseGet(() -> new Result.Broken(Place.START, "well-formed XML", "no element"));
    }

    private void close() {
        Element closed = open.pop().close();
        if (open.isEmpty()) {
            root = Optional.of(closed);
        } else {
            open.peek().children().add(closed);
        }
    }

    private static Open open(XMLStreamReader reader, Place start) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            if (namespace == null || namespace.isEmpty()) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        String namespace = reader.getNamespaceURI();
        return new Open(
                namespace == null ? "" : namespace,
                reader.getLocalName(),
                attributes,
                new ArrayList<>(),
                new StringBuilder(),
                start);
    }

    /** The parser's sentence without its own place, which is a fact of ours. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int sentence = message.indexOf("Message: ");
        return Quoted.of(
                sentence < 0 ? message : message.substring(sentence + 9).strip());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched");
        });
        return factory;
    }
}
