/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import dev.berth.manifest.license.SpdxExpression;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the licences of a {@code pom.xml} from outside; of several one may choose, as Maven has it. */
final class PomLicenses {
    private static final int DEEPEST = 64;

    private PomLicenses() {}

    /** Returns what it declares; empty if that is nothing, not known, or the file is malformed. */
    static Optional<SpdxExpression> read(byte[] pom) {
        try {
            List<SpdxExpression> known = licenses(pom);
            return known.isEmpty()
                    ? Optional.empty()
                    : SpdxExpression.find(
                            known.stream().map(one -> "(" + one + ")").collect(Collectors.joining(" OR ")));
        } catch (XMLStreamException e) {
            // The metadata of a library is no contract of the extension's author; what cannot be read is not known.
            return Optional.empty();
        }
    }

    private static List<SpdxExpression> licenses(byte[] pom) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(pom));
        Deque<String> path = new ArrayDeque<>();
        List<SpdxExpression> known = new ArrayList<>();
        boolean found = false;
        while (reader.hasNext() && path.size() < DEEPEST) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    found &= !reader.getLocalName().equals("license");
                }
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                case XMLStreamConstants.CHARACTERS -> {
                    String where = path.size() == 4 ? String.join("/", path) : "";
                    boolean tells = where.equals("project/licenses/license/name")
                            || where.equals("project/licenses/license/url");
                    // Name and address of one licence say the same; the first that is known counts.
                    if (tells && !found && known.size() < DEEPEST) {
                        Optional<SpdxExpression> read =
                                LicenseNames.find(reader.getText().strip());
                        read.ifPresent(known::add);
                        found = read.isPresent();
                    }
                }
                default -> {}
            }
        }
        return known;
    }
}
