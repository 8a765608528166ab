/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.manifest.json.Quoted;
import java.time.Instant;

/**
 * A demand that a revision did not hold the permission for.
 *
 * @param demand what code tried, {@code connect to api.example.com:443}
 * @param permission the one that it needs; empty if there is none
 * @param letThrough the host only watches this extension, and did not refuse it
 * @param count how often
 */
public record Denial(
        String extension,
        String version,
        String demand,
        String permission,
        boolean letThrough,
        long count,
        Instant first,
        Instant last) {
    /** Returns a text of an extension as people may see it: short, on one line, without what nobody sees. */
    static String shown(String text) {
        String quoted = Quoted.of(text);
        int end = quoted.lastIndexOf('"');
        return quoted.substring(1, end) + quoted.substring(end + 1);
    }

    Denial again(Instant now) {
        return new Denial(extension, version, demand, permission, letThrough, count + 1, first, now);
    }
}
