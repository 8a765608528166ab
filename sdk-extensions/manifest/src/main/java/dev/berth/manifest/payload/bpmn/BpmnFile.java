/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.Location;
import java.util.List;
import java.util.stream.Stream;

/** The graph of a package, for whoever judges more of it than its form; {@link BpmnPayload} judges that. */
public final class BpmnFile {
    static final String NAME = "workflow.bpmn";

    private BpmnFile() {}

    /** A package that a task hands its work to. */
    public record AgentUse(String packageName, Location location) {}

    /** Finds the agents that the service tasks of a package name; none in a file that cannot be read. */
    public static List<AgentUse> agents(PackageEntries entries) {
        return PayloadFile.BLOCKS.stream()
                .map(block -> block + "/" + NAME)
                .flatMap(path -> entries.read(path).stream().flatMap(bytes -> agents(path, bytes)))
                .toList();
    }

    private static Stream<AgentUse> agents(String path, byte[] bytes) {
        if (bytes.length >= PayloadFile.SIZE_LIMIT
                || !(Utf8Text.of(bytes) instanceof Utf8Text.Decoded decoded)
                || !(LocatedXml.read(decoded.text()) instanceof LocatedXml.Result.Read read)) {
            return Stream.empty();
        }
        return read.root()
                .bpmn("process")
                .flatMap(process -> process.bpmn("serviceTask"))
                .flatMap(task -> task.extension("agentRef").stream())
                .filter(ref -> !ref.lacks("package"))
                .map(ref -> new AgentUse(ref.get("package"), at(path, ref.place())));
    }

    private static Location at(String path, Place place) {
        return Location.of(path, place.line(), place.column()).field("agentRef.package");
    }
}
