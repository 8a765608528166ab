/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionDetail;
import dev.berth.host.ExtensionView;
import dev.berth.host.GrantView;
import dev.berth.host.HostRuntime;
import dev.berth.host.ToolView;
import dev.berth.host.audit.AuditEntry;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a host is after a start, as far as an operation can change it.
 *
 * @param rows version, revision, status and state of each extension
 * @param grants what was decided about ports
 * @param permissions what was decided about permissions
 * @param namespace what the host is called
 * @param answers of the tools that there are
 */
record Picture(
        List<String> rows, List<String> grants, List<String> permissions, String namespace, List<String> answers) {
    /** Looks, and checks what must hold whatever was cut short: nothing is open, nothing is left, nothing is mixed. */
    static Picture of(TestHost host) {
        assertThat(host.runtime().firstBrokenAudit()).as("audit").isEmpty();
        Footprint footprint = Footprint.of(host);
        assertThat(footprint.open()).as("open operations").isZero();
        List<String> digests = host.runtime().extensions().stream()
                .map(view -> host.runtime().extension(ExtensionId.of(view.id())))
                .map(ExtensionDetail::revisions)
                .flatMap(List::stream)
                .map(ExtensionDetail.RevisionView::packageDigest)
                .distinct()
                .toList();
        assertThat(digests)
                .as("bytes of every revision")
                .allMatch(digest -> host.seams().parts().contents().isIntact(digest));
        assertThat(footprint.files()).as("no other bytes").hasSameSizeAs(digests);
        held(host);
        told(host);
        return new Picture(
                rows(host),
                grants(host),
                permissions(host),
                host.runtime().status().namespace(),
                host.runtime().tools(TestHost.CALLER).stream()
                        .map(tool -> answer(host, tool))
                        .toList());
    }

    /** What is held of kinds is what the current content brought, all of it and nothing else (LIFE-88). */
    private static void held(TestHost host) {
        List<ExtensionDetail> all = host.runtime().extensions().stream()
                .map(view -> host.runtime().extension(ExtensionId.of(view.id())))
                .toList();
        assertThat(host.seams().parts().natives().load())
                .as("what is held")
                .hasSize(all.stream().mapToInt(detail -> detail.holds().size()).sum());
        assertThat(all)
                .filteredOn(detail -> detail.summary().kind().equals("agent"))
                .allSatisfy(detail -> assertThat(detail.holds())
                        .singleElement()
                        .satisfies(flow -> assertThat(flow.content().string("name"))
                                .contains("Greet " + detail.summary().version())));
    }

    /** The last word of the log about a decision is what holds: it was written with it (LIFE-145, LIFE-148). */
    private static void told(TestHost host) {
        List<AuditEntry> log = host.runtime().audit(0, 100_000);
        assertThat(host.runtime().status().namespace())
                .as("namespace")
                .isEqualTo(last(log, Set.of("NamespaceChosen"), "")
                        .map(AuditEntry::subject)
                        .orElse(""));
        for (ExtensionView view : host.runtime().extensions()) {
            last(log, Set.of("PermissionGranted", "PermissionRevoked"), view.id())
                    .ifPresent(told -> assertThat(host.runtime()
                                    .extension(ExtensionId.of(view.id()))
                                    .permissions())
                            .as(told.toString())
                            .extracting(ExtensionDetail.PermissionView::state)
                            .containsOnly(told.event().equals("PermissionGranted") ? "granted" : "revoked"));
            last(log, Set.of("ExtensionQuarantined", "QuarantineReleased"), view.id())
                    .filter(told -> told.event().equals("QuarantineReleased"))
                    .ifPresent(
                            told -> assertThat(view.state()).as(told.toString()).isNotEqualTo("QUARANTINED"));
        }
    }

    /** Returns the last of some events about somebody; whoever it is, if that is empty. */
    private static Optional<AuditEntry> last(List<AuditEntry> log, Set<String> events, String subject) {
        return log.stream()
                .filter(entry -> events.contains(entry.event()))
                .filter(entry -> subject.isEmpty() || entry.subject().equals(subject))
                .reduce((earlier, later) -> later);
    }

    /** The neighbour of every deed answers, whatever became of the deed (LIFE-24). */
    static void bystander(HostRuntime host) {
        assertThat(host.callTool("hello_greet", JsonObject.of("name", "Ada"), TestHost.CALLER)
                        .string("version"))
                .isPresent();
    }

    static List<String> rows(TestHost host) {
        return host.runtime().extensions().stream().map(Picture::row).toList();
    }

    static List<String> grants(TestHost host) {
        return host.runtime().grants().stream().map(Picture::decision).toList();
    }

    private static List<String> permissions(TestHost host) {
        return host.runtime().extensions().stream()
                .flatMap(view -> host.runtime().extension(ExtensionId.of(view.id())).permissions().stream())
                .map(view -> view.extension() + " " + view.permission() + " " + view.state())
                .toList();
    }

    private static String row(ExtensionView view) {
        return view.id() + " " + view.version() + " r" + view.revision() + " " + view.status() + " " + view.state();
    }

    private static String decision(GrantView row) {
        return row.extension() + " " + row.status() + " " + row.approved() + " of " + row.requested();
    }

    private static String answer(TestHost host, ToolView tool) {
        if (tool.name().equals("hello_greet")) {
            return tool.name() + " "
                    + host.call(tool.name(), "name", "Ada").string("version").orElseThrow();
        }
        String answer = host.call(tool.name()).string("result").orElseThrow();
        assertThat(answer).as("the version of %s", tool.owner()).startsWith(tool.ownerVersion());
        return tool.name() + " " + answer.split(" found ", 2)[0];
    }

    /**
     * What a version stores is kept with the swap to it: unless it came while it was archived, a version finds what it has stored itself.
     * At the first start of all there is nothing yet.
     */
    static void swapped(TestHost host) {
        if (host.runtime().tools(TestHost.CALLER).stream()
                .anyMatch(tool -> tool.name().equals("lone"))) {
            String[] words = host.call("lone").string("result").orElseThrow().split(" found ", 2);
            assertThat(words[1]).as("what %s found", words[0]).isIn(words[0], "none");
        }
    }
}
