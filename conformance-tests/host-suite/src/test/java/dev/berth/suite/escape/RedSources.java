/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import java.util.List;
import java.util.stream.Collectors;

/** The classes around the attempts, which use nothing that needs a permission. */
final class RedSources {
    static final String PLACES = """
            package red.escape;

            import java.io.*;
            import java.util.*;

            public final class Places {
                public static volatile Places now;
                private static final Deque<AutoCloseable> KEPT = new ArrayDeque<>();
                private final Properties all = new Properties();
                public final Object ctx;
                public final String secret, in, jar, link, xml, keys, domain, png, open, beyond, out, outFolder, beyondOut, home,
                        property, number, flag, http, variable, otherVariable, fake, hostClass, library, classPath;
                public final int port, otherPort, listen;
                public final long victim;

                public Places(String text, Object ctx) throws Exception {
                    this.ctx = ctx;
                    all.load(new StringReader(text));
                    secret = of("secret");
                    in = of("in");
                    jar = of("jar");
                    link = of("link");
                    xml = of("xml");
                    keys = of("keys");
                    domain = of("domain");
                    png = of("png");
                    open = of("open");
                    beyond = of("beyond");
                    out = of("out");
                    outFolder = of("outFolder");
                    beyondOut = of("beyondOut");
                    home = of("home");
                    property = of("property");
                    number = of("number");
                    flag = of("flag");
                    http = of("http");
                    variable = of("variable");
                    otherVariable = of("otherVariable");
                    fake = of("fake");
                    hostClass = of("hostClass");
                    library = of("library");
                    classPath = of("classPath");
                    port = Integer.parseInt(of("port"));
                    otherPort = Integer.parseInt(of("otherPort"));
                    listen = Integer.parseInt(of("listen"));
                    victim = Long.parseLong(of("victim"));
                    now = this;
                    while (!KEPT.isEmpty()) {
                        KEPT.pop().close();
                    }
                }

                private String of(String name) {
                    return Objects.requireNonNull(all.getProperty(name), name);
                }

                public String text(InputStream in) throws IOException {
                    return new String(in.readAllBytes());
                }

                public InputStream entity() {
                    return new ByteArrayInputStream(
                            ("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:" + secret + "'>]><a>&e;</a>").getBytes());
                }

                public Object keep(AutoCloseable open) {
                    KEPT.push(open);
                    return open.getClass();
                }

                public byte[] code() throws IOException {
                    return code("planted/Planted");
                }

                public byte[] code(String name) throws IOException {
                    return Places.class.getResourceAsStream("/code/" + name + ".bin").readAllBytes();
                }

                public java.lang.reflect.Field sdkField() {
                    for (java.lang.reflect.Field field : dev.berth.sdk.value.ExtensionId.class.getDeclaredFields()) {
                        if (java.lang.reflect.Modifier.isStatic(field.getModifiers())
                                && java.lang.reflect.Modifier.isPrivate(field.getModifiers())) {
                            return field;
                        }
                    }
                    throw new IllegalStateException("no private field");
                }
            }
            """;
    static final String ATTEMPT = """
            package red.escape;

            public interface Attempt {
                Object run(Places at) throws Throwable;
            }
            """;
    static final String RUN = """
            package red.escape;

            public final class Run {
                public static String of(String id, String places, Object ctx) {
                    try {
                        Places at = new Places(places, ctx);
                        return "returned " + Rows.of(id).run(at);
                    } catch (Throwable thrown) {
                        StringBuilder text = new StringBuilder("threw");
                        for (Throwable one = thrown; one != null; one = one.getCause()) {
                            text.append(' ').append(one.getClass().getName()).append(": ").append(one.getMessage());
                        }
                        return text.toString();
                    }
                }
            }
            """;
    static final String VAULT = """
            package red.shared;

            public final class Vault {
                private static final String secret = red.hidden.Keys.SECRET;

                public static Object open() {
                    return new red.hidden.Keys();
                }

                public static java.lang.invoke.MethodHandles.Lookup lookup() {
                    return java.lang.invoke.MethodHandles.lookup().in(Vault.class);
                }

                private static String tell() {
                    return secret;
                }
            }
            """;

    /** Stands for the framework's class while attempts are compiled. */
    static final String FRAMEWORK = """
            package org.osgi.framework;

            public final class FrameworkUtil {
                public static Object getBundle(Class<?> type) {
                    return type;
                }
            }
            """;

    private RedSources() {}

    /** Finds an attempt without a name that is looked up. */
    static String rows(List<Attempt> attempts) {
        return "package red.escape;\n\nfinal class Rows {\n    static Attempt of(String id) {\n        return switch (id) {\n"
                + attempts.stream()
                        .map(row -> "            case \"" + row.id() + "\" -> new " + row.className() + "();\n")
                        .collect(Collectors.joining())
                + "            default -> throw new IllegalArgumentException(id);\n        };\n    }\n}\n";
    }

    static String keys(String secret) {
        return "package red.hidden;\n\npublic final class Keys {\n    public static final String SECRET = new String(\""
                + secret + "\");\n}\n";
    }

    /** Reads the secret wherever it is defined; nobody has read it before. */
    static String planted(String inPackage, String place) {
        return """
                package %s;

                public final class Planted implements java.util.function.Supplier<Object> {
                    public Object get() {
                        try {
                            return java.nio.file.Files.readString(java.nio.file.Path.of("%s"));
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                }
                """.formatted(inPackage, place);
    }
}
