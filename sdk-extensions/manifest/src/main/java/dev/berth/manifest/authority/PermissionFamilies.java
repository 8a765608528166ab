/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What each kind, and each category of the marketplace, may ask for beside ports (MAN-101, MAN-102).
 *
 * @param kind the kind or category, as manifests write it
 * @param families the forms of permissions it may ask for
 */
public record PermissionFamilies(String kind, List<Family> families) {
    /** A form of permissions, as authors read it and as it is matched. */
    private record Family(String form, Pattern pattern) {}

    private static final String PORT_NUMBER =
            "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
    private static final String HOST = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private static final List<Family> AMBIENT = List.of(
            family("net:connect:<host>:<port>", "net:connect:" + HOST + ":" + PORT_NUMBER),
            family("net:listen:<port>", "net:listen:" + PORT_NUMBER),
            family("fs:tmp", "fs:tmp"),
            family("fs:read:<name>", "fs:read:" + NAME),
            family("fs:write:<name>", "fs:write:" + NAME),
            family("process:exec", "process:exec"),
            family("process:exec:<name>", "process:exec:" + NAME),
            family("env:read:<NAME>", "env:read:[A-Za-z_][A-Za-z0-9_]*"),
            family("native:load", "native:load"),
            family("reflect:deep", "reflect:deep"));
    private static final List<Family> SKILL =
            List.of(family("network", "network"), family("chat_inject", "chat_inject"), family("fs:tmp", "fs:tmp"));
    private static final List<Family> PLUGIN =
            List.of(family("mcp:<tool>", "mcp:[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.:-]+)?"));

    private static final Map<String, PermissionFamilies> BY_KIND = List.of(
                    new PermissionFamilies("agent", AMBIENT),
                    new PermissionFamilies("connector", AMBIENT),
                    new PermissionFamilies("artifact", AMBIENT),
                    new PermissionFamilies("workflow", AMBIENT),
                    new PermissionFamilies("skill", SKILL),
                    new PermissionFamilies(
                            "app",
                            List.of(
                                    family("docker:cap:<CAP>", "docker:cap:[A-Z_]+"),
                                    family("port:<n>/(tcp|udp)", "port:" + PORT_NUMBER + "/(?:tcp|udp)"),
                                    family("mount:<name>:(ro|rw)", "mount:[a-z0-9-]+:(?:ro|rw)"))),
                    new PermissionFamilies(
                            "widget",
                            List.of(
                                    family("data:read.<x>", "data:read\\.[a-z0-9_]+(?:\\.[a-z0-9_]+)*+"),
                                    family("refresh:<n>(s|m|h)", "refresh:[1-9][0-9]*[smh]"))),
                    new PermissionFamilies("theme", List.of()),
                    new PermissionFamilies("plugin", PLUGIN),
                    new PermissionFamilies("mcp-server", both(PLUGIN, AMBIENT)))
            .stream()
            .collect(Collectors.toUnmodifiableMap(PermissionFamilies::kind, row -> row));

    /** Finds the row of a kind or category. */
    public static Optional<PermissionFamilies> find(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    /** Tells whether a permission is one of this row. */
    public boolean allows(String permission) {
        return families.stream()
                .anyMatch(family -> family.pattern().matcher(permission).matches());
    }

    /** Returns the forms as authors read them. */
    public List<String> forms() {
        return families.stream().map(Family::form).toList();
    }

    private static Family family(String form, String pattern) {
        return new Family(form, Pattern.compile(pattern));
    }

    private static List<Family> both(List<Family> some, List<Family> others) {
        List<Family> all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
