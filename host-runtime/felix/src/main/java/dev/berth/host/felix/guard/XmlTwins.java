/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParser;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/**
 * What documents name is fetched by nobody: the JDK's parsers are made so that they refuse entities, DTDs, schemas and style sheets
 * from elsewhere, and no setting brings that back. Code that needs them opens them itself and hands them on by a resolver.
 */
final class XmlTwins {
    static final Map<String, Twin> ALL = all();

    private static final String NOTHING = "";

    /** What names what to fetch, or turns it on, by a part of the setting's name; every setting of the JDK that does. */
    private static final List<String> FETCHING =
            List.of("accessexternal", "xinclude", "javax.xml.catalog.", "/entity-resolver", "/schemasource");

    private static final String SECURE_SIGNATURES = "org.jcp.xml.dsig.secureValidation";

    private XmlTwins() {}

    private static Map<String, Twin> all() {
        Map<String, Twin> all = new HashMap<>();
        for (String factory : new String[] {
            "parsers/DocumentBuilderFactory.newInstance",
            "parsers/DocumentBuilderFactory.newDefaultInstance",
            "parsers/DocumentBuilderFactory.newNSInstance",
            "parsers/DocumentBuilderFactory.newDefaultNSInstance",
            "parsers/SAXParserFactory.newSAXParser",
            "stream/XMLInputFactory.newInstance",
            "stream/XMLInputFactory.newFactory",
            "stream/XMLInputFactory.newDefaultFactory",
            "transform/TransformerFactory.newInstance",
            "transform/TransformerFactory.newDefaultInstance",
            "validation/SchemaFactory.newInstance",
            "validation/SchemaFactory.newDefaultInstance"
        }) {
            all.put("javax/xml/" + factory, XmlTwins::make);
        }
        all.put("org/xml/sax/helpers/XMLReaderFactory.createXMLReader", XmlTwins::make);
        for (String setting : new String[] {
            "javax/xml/parsers/DocumentBuilderFactory.setAttribute",
            "javax/xml/parsers/DocumentBuilderFactory.setFeature",
            "javax/xml/parsers/SAXParserFactory.setFeature",
            "javax/xml/parsers/SAXParser.setProperty",
            "javax/xml/stream/XMLInputFactory.setProperty",
            "javax/xml/transform/TransformerFactory.setAttribute",
            "javax/xml/validation/SchemaFactory.setProperty",
            "javax/xml/validation/Validator.setProperty",
            "javax/xml/validation/ValidatorHandler.setProperty",
            "org/xml/sax/XMLReader.setFeature",
            "org/xml/sax/XMLReader.setProperty"
        }) {
            all.put(setting, XmlTwins::set);
        }
        all.put("javax/xml/parsers/DocumentBuilderFactory.setXIncludeAware", XmlTwins::include);
        all.put("javax/xml/parsers/SAXParserFactory.setXIncludeAware", XmlTwins::include);
        for (String kind : new String[] {"Stream", "Event"}) {
            all.put("javax/xml/stream/XMLInputFactory.createXML" + kind + "Reader", XmlTwins::read);
        }
        for (String path : new String[] {"XPath", "XPathExpression"}) {
            all.put("javax/xml/xpath/" + path + ".evaluate", XmlTwins::evaluate);
            all.put("javax/xml/xpath/" + path + ".evaluateExpression", XmlTwins::evaluate);
        }
        all.put("org/w3c/dom/ls/DOMImplementationLS.createLSParser", XmlTwins::parser);
        all.put("javax/xml/crypto/XMLCryptoContext.setProperty", XmlTwins::setOfSignature);
        for (String part : new String[] {
            "URIDereferencer.dereference",
            "dsig/Reference.validate",
            "dsig/XMLSignature.sign",
            "dsig/XMLSignature.validate",
            "dsig/XMLSignature$SignatureValue.validate"
        }) {
            all.put("javax/xml/crypto/" + part, XmlTwins::sign);
        }
        return Map.copyOf(all);
    }

    private static @Nullable Object make(Call call, @Nullable Object[] arguments) throws Throwable {
        return restricted(call.proceed(arguments));
    }

    /** What came with an extension is woven like all of its code. */
    private static @Nullable Object restricted(@Nullable Object made) throws Exception {
        if (made == null || !Ground.isPlatform(made.getClass())) {
            return made;
        }
        switch (made) {
            case DocumentBuilderFactory factory -> {
                factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, NOTHING);
                factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, NOTHING);
            }
            case SAXParser parser -> restricted(parser.getXMLReader());
            case XMLReader reader -> {
                reader.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, NOTHING);
                reader.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, NOTHING);
            }
            case XMLInputFactory factory -> factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, NOTHING);
            case TransformerFactory factory -> {
                factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, NOTHING);
                factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, NOTHING);
            }
            case SchemaFactory factory -> {
                factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, NOTHING);
                factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, NOTHING);
            }
            default -> {}
        }
        return made;
    }

    private static @Nullable Object set(Call call, @Nullable Object[] arguments) throws Throwable {
        String name = String.valueOf(arguments[1]).toLowerCase(Locale.ROOT);
        boolean off = arguments[2] instanceof Boolean on ? !on : NOTHING.equals(arguments[2]);
        if (!off && FETCHING.stream().anyMatch(name::contains)) {
            throw fetching(call, "set " + arguments[1]);
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object include(Call call, @Nullable Object[] arguments) throws Throwable {
        if (Boolean.TRUE.equals(arguments[1])) {
            throw fetching(call, "turn on XInclude");
        }
        return call.proceed(arguments);
    }

    private static SecurityException fetching(Call call, String what) {
        return call.site()
                .never(what + ", by which the JDK fetches what documents name; code can hand it on by a resolver");
    }

    /** An address without a stream beside it is opened. */
    private static @Nullable Object read(Call call, @Nullable Object[] arguments) throws Throwable {
        if (arguments[1] instanceof String && arguments.length > 2 && arguments[2] == null) {
            throw call.site().never("let the JDK open the address of a document");
        }
        return call.proceed(arguments);
    }

    /** The JDK would make a parser of its own for a source, which nothing restricts. */
    private static @Nullable Object evaluate(Call call, @Nullable Object[] arguments) throws Throwable {
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i] instanceof InputSource source) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
                restricted(factory);
                arguments[i] = factory.newDocumentBuilder().parse(source);
                return ofDocument(call, i - 1, arguments);
            }
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object ofDocument(Call call, int place, @Nullable Object[] arguments) throws Throwable {
        Method method = Arrays.stream(call.owner().getMethods())
                .filter(one -> one.getName().equals(call.name())
                        && one.getParameterCount() == arguments.length - 1
                        && one.getParameterTypes()[place] == Object.class)
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private static @Nullable Object parser(Call call, @Nullable Object[] arguments) throws Throwable {
        if (Ground.isPlatform(Objects.requireNonNull(arguments[0]).getClass())) {
            throw call.site().never("parse by the JDK's LSParser, which fetches what documents name");
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object setOfSignature(Call call, @Nullable Object[] arguments) throws Throwable {
        if (SECURE_SIGNATURES.equals(arguments[1]) && !Boolean.TRUE.equals(arguments[2])) {
            throw call.site().never("turn off the secure validation of signatures, without which they fetch anything");
        }
        return call.proceed(arguments);
    }

    /** A context of code's own could answer anything when it is asked whether to be secure. */
    private static @Nullable Object sign(Call call, @Nullable Object[] arguments) throws Throwable {
        for (Object argument : arguments) {
            if (argument instanceof XMLCryptoContext context && !Ground.isPlatform(context.getClass())) {
                throw call.site().never("use a context of its own for signatures of XML");
            }
        }
        return call.proceed(arguments);
    }
}
