/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a POM says of its project, as far as a {@code package.json} repeats it: Maven writes {@code ${project.version}} and the like
 * into the manifest that it packs. No inheritance but that of version and group; all else is left as it stands.
 */
final class PomFields {
    private static final int DEEPEST = 3;

    private final Map<String, String> values;

    private PomFields(Map<String, String> values) {
        this.values = values;
    }

    static PomFields of(Path project) throws IOException {
        Path pom = project.resolve("pom.xml");
        Map<String, String> values = new HashMap<>();
        if (Files.isRegularFile(pom)) {
            try (InputStream in = Files.newInputStream(pom)) {
                read(in, values);
            } catch (XMLStreamException malformed) {
                values.clear(); // Maven will say what is wrong with it; the manifest keeps its placeholders.
            }
        }
        return new PomFields(values);
    }

    /** Puts the values into a text. */
    String filter(String text) {
        String out = text;
        for (String name : new String[] {"version", "groupId", "artifactId", "name", "description"}) {
            String value = values.getOrDefault("project/" + name, values.get("project/parent/" + name));
            if (value != null && !value.contains("${")) {
                out = out.replace("${project." + name + "}", value);
            }
        }
        return out;
    }

    private static void read(InputStream in, Map<String, String> values) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        Deque<String> path = new ArrayDeque<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.addLast(reader.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.removeLast();
            } else if (event == XMLStreamConstants.CHARACTERS && path.size() <= DEEPEST) {
                values.merge(String.join("/", path), reader.getText().strip(), String::concat);
            }
        }
        reader.close();
    }
}
