/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.json.Place;
import dev.berth.manifest.payload.PayloadFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An element of an XML document that knows where it stands.
 *
 * @param namespace its namespace, or empty text
 * @param attributes those without a namespace
 * @param text all text directly in it
 */
record Element(
        String namespace,
        String name,
        Map<String, String> attributes,
        List<Element> children,
        String text,
        Place place) {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final Set<String> PROFILE =
            Set.of("https://berth.dev/schema/bpmn/profile-1.0", "http://cinatra.ai/schema/bpmn/profile-1.0");

    Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    boolean isBpmn() {
        return namespace.equals(BPMN);
    }

    boolean isBpmn(String localName) {
        return isBpmn() && name.equals(localName);
    }

    boolean isProfile() {
        return PROFILE.contains(namespace);
    }

    /** Returns an attribute, or empty text. */
    String get(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    boolean lacks(String attribute) {
        return get(attribute).isBlank();
    }

    Stream<Element> bpmn(String localName) {
        return children.stream().filter(child -> child.isBpmn(localName));
    }

    /** Returns what the profile adds to it, below {@code extensionElements}. */
    Stream<Element> extensions() {
        return bpmn("extensionElements")
                .flatMap(holder -> holder.children.stream())
                .filter(Element::isProfile);
    }

    Optional<Element> extension(String localName) {
        return extensions().filter(child -> child.name.equals(localName)).findFirst();
    }

    /** Returns it as a message shows it, {@code <userTask id="a">} by name and id. */
    @Override
    public String toString() {
        return "<" + PayloadFile.shown(name) + (lacks("id") ? "" : " id=\"" + PayloadFile.shown(get("id")) + "\"")
                + ">";
    }
}
