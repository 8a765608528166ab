/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Neighbours;
import dev.berth.conformance.Subject;
import dev.berth.conformance.TestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Subjects for tests of the engine and the reports: they have a name and no files. */
public final class Subjects {
    private Subjects() {}

    /** Makes {@code @acme/crm-connector 1.4.0} at a path. */
    public static Target target(String path) {
        Node root = LocatedJson.read("{\"name\": \"@acme/crm-connector\", \"version\": \"1.4.0\"}")
                .root()
                .orElseThrow();
        return Target.of(new Subject(
                path,
                Optional.empty(),
                new NoFiles(),
                Optional.of((Node.Obj) root),
                Phase.CHECK,
                new Validation(Optional.empty(), List.of()),
                TestPolicy.DEFAULT,
                Neighbours.NONE));
    }

    private record NoFiles() implements PackageEntries {
        @Override
        public Set<String> paths() {
            return Set.of();
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.empty();
        }

        @Override
        public Form form() {
            return Form.FOLDER;
        }
    }
}
