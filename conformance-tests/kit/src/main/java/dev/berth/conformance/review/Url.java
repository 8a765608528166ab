/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import java.util.List;
import java.util.Locale;

/** A URL of an agent, which may start with a placeholder. Read by hand: what is no URI for Java may be one for who calls it. */
record Url(String text) {
    private static final List<String> BASES = List.of("{{BERTH_BASE_URL}}", "{{CINATRA_BASE_URL}}");
    private static final String OWN_AGENTS = "/api/a2a/agents/";

    /** Tells whether it starts with a prefix, and does not go on within the same name: {@code api.acme.com.evil.org}. */
    boolean startsWith(String prefix) {
        String url = normal(text);
        String start = normal(prefix);
        if (start.isEmpty()) {
            return url.isEmpty();
        }
        if (start.equals("/")) {
            // Two of them would name another host.
            return url.startsWith("/") && !(url.length() > 1 && isSlash(url.charAt(1)));
        }
        return url.startsWith(start)
                && (url.length() == start.length()
                        || start.endsWith("/")
                        || "/?#".indexOf(url.charAt(start.length())) >= 0);
    }

    /** Returns it without what follows its path. */
    String path() {
        int end = text.length();
        for (int i = 0; i < end; i++) {
            if ("?#".indexOf(text.charAt(i)) >= 0) {
                end = i;
            }
        }
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Tells whether it points back to the host that runs the agent. */
    boolean isInternal() {
        String url = normal(text);
        return BASES.stream().anyMatch(url::startsWith) || isOwnHost(host()) || text.contains(OWN_AGENTS);
    }

    private static boolean isOwnHost(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("host.docker.internal")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || host.equals("::")
                || host.startsWith("::ffff:127.")
                || host.startsWith("127.")
                || host.equals("0.0.0.0")
                || host.equals("0")
                || host.equals("2130706433")
                || host.startsWith("0x7f");
    }

    private String host() {
        String url = text.strip().toLowerCase(Locale.ROOT).replace('\\', '/');
        int start = url.indexOf("//");
        if (start < 0) {
            return "";
        }
        int end = start + 2;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start + 2, end);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            return close < 0 ? authority.substring(1) : authority.substring(1, close);
        }
        int port = authority.indexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Blanks within the braces of a placeholder say nothing. */
    private static String normal(String url) {
        if (!url.startsWith("{{")) {
            return url;
        }
        int end = url.indexOf("}}");
        return end < 0 ? url : "{{" + url.substring(2, end).strip() + url.substring(end);
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }
}
