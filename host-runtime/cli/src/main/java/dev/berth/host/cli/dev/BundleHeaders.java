/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Changes headers of a bundle; one that cannot be read stays as it is, for the host to judge. */
final class BundleHeaders {
    private BundleHeaders() {}

    /** Leaves out when it was built: a package is no other one because of that. */
    static byte[] withoutTime(byte[] bytes) {
        return changed(bytes, headers -> headers.remove(new Attributes.Name("Bnd-LastModified")));
    }

    /** Puts the version of a working copy in (MAN-71). */
    static byte[] withVersion(byte[] bytes, DevVersion version) {
        return changed(bytes, headers -> {
            if (headers.getValue("Bundle-Version") != null) {
                headers.putValue("Bundle-Version", version.ofBundle());
            }
        });
    }

    private static byte[] changed(byte[] bytes, Consumer<Attributes> change) {
        try {
            Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
            change.accept(manifest.getMainAttributes());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            manifest.write(out);
            return out.toByteArray();
        } catch (IOException malformed) {
            return bytes;
        }
    }
}
