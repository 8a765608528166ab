/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.fixtures.GoodPayloads;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packages in two versions, to be brought in and taken away: one alone, one with a dependent, one that must not run beside itself, and others. */
record Shelf(Path folder) {
    static final ExtensionId LONE = ExtensionId.of("@acme/lone-connector");
    static final ExtensionId BASE = ExtensionId.of("@acme/base-connector");
    static final ExtensionId USER = ExtensionId.of("@acme/user-connector");
    static final ExtensionId SINGLE = ExtensionId.of("@acme/single-connector");
    static final ExtensionId FLOW = ExtensionId.of("@acme/flow-agent");
    static final ExtensionId FRAIL = ExtensionId.of("@acme/frail-connector");

    static final ExtensionId WALLED = ExtensionId.of("@acme/walled-connector");

    /** What the walled one asks for, and tells whether it has. */
    static final String PERMISSION = "env:read:PATH";

    private static final String API = "com.acme.base.api.Base";

    /** Packs all of them. */
    static Shelf pack(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String version : new String[] {"1.0.0", "1.1.0"}) {
            lone(version).writeTo(folder);
            base(version).writeTo(folder);
            single(version).writeTo(folder);
            frail(version).writeTo(folder);
            flow(version).writeTo(folder);
        }
        walled("1.0.0").writeTo(folder);
        ExtensionPackage.connector(USER.value(), "1.0.0")
                .entry(
                        "acme.user.Entry",
                        EntrySource.of("acme.user.Entry")
                                .tool("user", "\"1.0.0 with \" + " + API + ".version()")
                                .text())
                .against(base("1.0.0"))
                .ports("mcp")
                .requires(BASE.value(), "^1")
                .imports("com.acme.base.api")
                .writeTo(folder);
        return new Shelf(folder);
    }

    /** Its tool says which version bootstrapped last, as it found it: that has to be its own. */
    private static ExtensionPackage lone(String version) {
        String entry = "acme.lone.Entry";
        return ExtensionPackage.connector(LONE.value(), version)
                .ports("mcp", "settings")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .register(
                                        "String found = ctx.settings().get(\"last\", String.class).orElse(\"none\");\n")
                                .tool("lone", "\"" + version + " found \" + found")
                                .bootstrap("ctx.settings().set(\"last\", \"" + version + "\");")
                                .text());
    }

    private static ExtensionPackage base(String version) {
        return ExtensionPackage.connector(BASE.value(), version)
                .ports("mcp")
                .entry(
                        "acme.base.Entry",
                        EntrySource.of("acme.base.Entry")
                                .tool("base", quoted(version))
                                .text())
                .source(
                        API,
                        "package com.acme.base.api; public class Base { public static String version() { return "
                                + quoted(version) + "; } }")
                .header("Export-Package", "com.acme.base.api");
    }

    private static ExtensionPackage single(String version) {
        return ExtensionPackage.connector(SINGLE.value(), version)
                .ports("mcp")
                .block("swap", "\"exclusive\"")
                .entry(
                        "acme.single.Entry",
                        EntrySource.of("acme.single.Entry")
                                .tool("single", quoted(version))
                                .text());
    }

    /** Its flow is called after its version. */
    private static ExtensionPackage flow(String version) {
        return ExtensionPackage.of(FLOW.value(), version, "agent")
                .block("sdkAbiRange", "\"^2.2\"")
                .file("berth/oas.json", GoodPayloads.OAS.replace("\"Greet\"", quoted("Greet " + version)));
    }

    /** Its tool says whether it may do what it asks for. */
    private static ExtensionPackage walled(String version) {
        String entry = "acme.walled.Entry";
        return ExtensionPackage.connector(WALLED.value(), version)
                .ports("mcp")
                .block("permissions", "[" + quoted(PERMISSION) + "]")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .tool("walled", "\"" + version + "\" + path()")
                                .members("""
                                        private static String path() {
                                            try {
                                                return System.getenv("PATH").isEmpty() ? " nowhere" : " open";
                                            } catch (SecurityException e) {
                                                return " closed";
                                            }
                                        }
                                        """)
                                .text());
    }

    /** Its second version fails, if it is asked to. */
    private static ExtensionPackage frail(String version) {
        String failing = version.equals("1.0.0") ? "" : "input.string(\"fail\").isPresent() ? String.valueOf(1 / 0) : ";
        return ExtensionPackage.connector(FRAIL.value(), version)
                .ports("mcp")
                .entry(
                        "acme.frail.Entry",
                        EntrySource.of("acme.frail.Entry")
                                .tool("frail", failing + quoted(version))
                                .text());
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** Returns where a package lies. */
    Path file(ExtensionId id, String version) {
        return folder.resolve(ExtensionPackage.connector(id.value(), version).fileName());
    }
}
