/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.Utf8Text;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An SVG that can only draw (MAN-43): its tags and attributes are an allow list. */
final class SvgLogo {
    private static final int SIZE_LIMIT = 16 * 1024;
    private static final Pattern ENTITY = Pattern.compile("&(?!(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)");

    private static final Set<String> TAGS = Set.of(
            "svg",
            "g",
            "title",
            "desc",
            "defs",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "tspan",
            "linearGradient",
            "radialGradient",
            "stop",
            "clipPath",
            "mask");
    private static final Set<String> ATTRIBUTES = Set.of(
            "id",
            "class",
            "version",
            "viewBox",
            "width",
            "height",
            "preserveAspectRatio",
            "role",
            "aria-label",
            "aria-hidden",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "fx",
            "fy",
            "dx",
            "dy",
            "d",
            "points",
            "transform",
            "gradientTransform",
            "gradientUnits",
            "clipPathUnits",
            "maskUnits",
            "spreadMethod",
            "offset",
            "opacity",
            "color",
            "fill",
            "fill-opacity",
            "fill-rule",
            "clip-path",
            "clip-rule",
            "mask",
            "stroke",
            "stroke-width",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-miterlimit",
            "stroke-dasharray",
            "stroke-dashoffset",
            "stroke-opacity",
            "stop-color",
            "stop-opacity",
            "font-family",
            "font-size",
            "font-weight",
            "font-style",
            "text-anchor",
            "dominant-baseline",
            "letter-spacing",
            "vector-effect");

    private SvgLogo() {}

    /** Says what makes a file no logo, or nothing. */
    static Optional<String> flaw(String path, byte[] bytes) {
        if (!path.toLowerCase(Locale.ROOT).endsWith(".svg")) {
            return Optional.of("another suffix than .svg");
        }
        if (bytes.length >= SIZE_LIMIT) {
            return Optional.of(bytes.length + " bytes");
        }
        if (!(Utf8Text.of(bytes) instanceof Utf8Text.Decoded text)) {
            return Optional.of("bytes that are not UTF-8");
        }
        return markup(text.text()).or(() -> elements(text.text()));
    }

    /** Refuses what an XML parser would resolve or hide, before one sees it. */
    private static Optional<String> markup(String text) {
        for (int i = text.indexOf("<!"); i >= 0; i = text.indexOf("<!", i + 2)) {
            if (!text.startsWith("<!--", i)) {
                return Optional.of("a DOCTYPE, an entity or CDATA");
            }
        }
        int instruction = text.indexOf("<?", text.startsWith("<?xml ") ? 2 : 0);
        if (instruction >= 0) {
            return Optional.of("a processing instruction");
        }
        return ENTITY.matcher(text).find() ? Optional.of("an entity") : Optional.empty();
    }

    private static Optional<String> elements(String text) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            boolean root = true;
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (root && !reader.getLocalName().equals("svg")) {
                    return Optional.of("another root than <svg>");
                }
                root = false;
                Optional<String> flaw = element(reader);
                if (flaw.isPresent()) {
                    return flaw;
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.of("malformed XML");
        }
    }

    private static Optional<String> element(XMLStreamReader reader) {
        if (!reader.getName().getPrefix().isEmpty() || !TAGS.contains(reader.getLocalName())) {
            return Optional.of("the tag " + Quoted.of(reader.getLocalName()));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            boolean prefixed = !reader.getAttributeName(i).getPrefix().isEmpty();
            if (prefixed || !ATTRIBUTES.contains(name)) {
                return Optional.of("the attribute " + Quoted.of(name));
            }
            String value = reader.getAttributeValue(i).toLowerCase(Locale.ROOT);
            if (value.contains(":") || value.replace("url(#", "").contains("url(")) {
                return Optional.of("a reference out of the file in " + Quoted.of(name));
            }
        }
        return Optional.empty();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
