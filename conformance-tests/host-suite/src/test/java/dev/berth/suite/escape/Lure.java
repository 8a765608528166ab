/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** What attempts are after: one secret, kept wherever something can be read, and places where nothing may appear. */
record Lure(String secret, Properties places) {
    static final String VARIABLE = "BERTH_ESCAPE_SECRET";
    static final String OTHER_VARIABLE = "BERTH_ESCAPE_OTHER";
    static final String PROPERTY = "berth.escape.secret";
    static final String NUMBER = "berth.escape.number";
    static final String FLAG = "berth.escape.flag";

    /** Lays it out in a folder. */
    static Lure in(Path folder) throws IOException, GeneralSecurityException {
        return in(folder, "secret-" + UUID.randomUUID(), Set.of());
    }

    /** Lays out the same secret in another folder, behind other ports. */
    Lure again(Path folder) throws IOException, GeneralSecurityException {
        return in(folder, secret, places.values());
    }

    private static Lure in(Path folder, String secret, Collection<Object> taken)
            throws IOException, GeneralSecurityException {
        Lure lure = new Lure(secret, new Properties());
        Path in = Files.createDirectories(folder.resolve("in"));
        Path beyond = Files.createDirectories(folder.resolve("beyond"));
        Path out = Files.createDirectories(folder.resolve("out"));
        Path fake = Files.createDirectories(folder.resolve("fake"));
        lure.put("in", in);
        lure.put("secret", Files.writeString(in.resolve("secret.txt"), lure.secret));
        lure.put("xml", Files.writeString(in.resolve("secret.xml"), "<a>" + lure.secret + "</a>"));
        lure.put("open", Files.writeString(in.resolve("open.txt"), "nothing here"));
        Files.writeString(in.resolve("secret.properties"), "secret=" + lure.secret);
        Files.createDirectory(in.resolve(lure.secret + ".d"));
        lure.put("beyond", Files.writeString(beyond.resolve("beyond.txt"), lure.secret));
        lure.put("link", Files.createSymbolicLink(in.resolve("link"), beyond.resolve("beyond.txt")));
        lure.put("png", in.resolve("one.png"));
        ImageIO.write(
                new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB),
                "png",
                in.resolve("one.png").toFile());
        lure.put("keys", in.resolve("keys.p12"));
        keys(in.resolve("keys.p12"));
        lure.put(
                "domain",
                Files.writeString(
                        in.resolve("domain.cfg"),
                        "domain d { keystore a keystoreType=\"PKCS12\" keystoreURI=\""
                                + in.resolve("keys.p12").toUri() + "\"; };"));
        lure.put("jar", in.resolve("planted.jar"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(in.resolve("planted.jar")))) {
            zip.putNextEntry(new ZipEntry("secret.txt"));
        }
        lure.put("outFolder", out);
        lure.put("out", out.resolve("mark"));
        lure.put("beyondOut", beyond.resolve("mark"));
        Path touch = Files.writeString(fake.resolve("touch"), "#!/bin/sh\nmkdir \"$1\"\n");
        lure.put("fake", touch);
        if (!touch.toFile().setExecutable(true)) {
            throw new IOException(touch + " needs to be executable");
        }
        do {
            lure.ports();
        } while (!Collections.disjoint(lure.places.values(), taken));
        lure.places.setProperty("variable", VARIABLE);
        lure.places.setProperty("otherVariable", OTHER_VARIABLE);
        lure.places.setProperty("property", PROPERTY);
        lure.places.setProperty("number", NUMBER);
        lure.places.setProperty("flag", FLAG);
        return lure;
    }

    private static void keys(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, "changeit".toCharArray());
        }
    }

    private void ports() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0);
                ServerSocket third = new ServerSocket(0)) {
            places.setProperty("port", "" + one.getLocalPort());
            places.setProperty("otherPort", "" + other.getLocalPort());
            places.setProperty("listen", "" + third.getLocalPort());
            places.setProperty(
                    "http",
                    URI.create("http://127.0.0.1:" + one.getLocalPort() + "/").toString());
        }
    }

    private void put(String name, Path place) {
        places.setProperty(name, place.toString());
    }

    String place(String name) {
        return places.getProperty(name);
    }

    int port(String name) {
        return Integer.parseInt(place(name));
    }

    /** Returns what the extension asks for that is granted all it can be. */
    List<String> permissions() {
        return List.of(
                "fs:read:in",
                "fs:write:out",
                "net:connect:127.0.0.1:" + place("port"),
                "net:connect:example.org:80",
                "net:connect:red.invalid:443",
                "net:listen:" + place("listen"),
                "process:exec:touch",
                "process:exec:cat",
                "process:exec:true",
                "process:exec:printenv",
                "env:read:" + VARIABLE,
                "native:load",
                "reflect:deep");
    }

    /** Takes what an attempt left away; returns whether there was something. */
    boolean clear(String place) {
        File left = new File(place(place));
        boolean there = Files.exists(left.toPath(), java.nio.file.LinkOption.NOFOLLOW_LINKS);
        return there && left.delete();
    }
}
