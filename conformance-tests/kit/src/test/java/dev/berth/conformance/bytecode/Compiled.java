/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.conformance.SubjectBuilder;
import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.JavaSources;
import java.util.HashMap;
import java.util.Map;

/** Subjects with classes made of source text. */
public final class Compiled {
    /** The name of the entry class that {@link #register} makes. */
    public static final String ENTRY = "com.acme.crm.Entry";

    private Compiled() {}

    /** Compiles classes: name, text, name, text. */
    public static Map<String, byte[]> classes(String... namesAndTexts) {
        Map<String, String> sources = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            sources.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return JavaSources.compile(sources, 21);
    }

    /** Adds classes to a subject. */
    public static SubjectBuilder with(SubjectBuilder subject, Map<String, byte[]> classes) {
        classes.forEach(subject::file);
        return subject;
    }

    /** Starts a connector with an entry class whose {@code register} has these statements. */
    public static SubjectBuilder register(String statements) {
        return entry(EntrySource.of(ENTRY).register(statements));
    }

    /** Starts a connector with an entry class. */
    public static SubjectBuilder entry(EntrySource source) {
        return with(SubjectBuilder.connector().block("serverEntry", ENTRY), classes(ENTRY, source.text()));
    }
}
