/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.payload.PayloadFile;

/** Names of fields in the file. */
final class Paths {
    private Paths() {}

    static String below(String path, String name) {
        String shown = PayloadFile.shown(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
