/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.Optional;

/** The range of SDK ABIs (MAN-81 to MAN-86). */
final class AbiField {
    private static final String FIELD = "sdkAbiRange";

    private AbiField() {}

    static void read(Node value, Reading reading) {
        Node.Text text = (Node.Text) value;
        Optional<VersionRange> range = VersionRange.abi(text.value());
        if (range.isEmpty()) {
            reading.report(Reading.fault(ProblemCode.ABI_RANGE_MALFORMED, value.place(), FIELD)
                    .valid("one comparator (^, ~, >=, = or none) and a version from 1 on, such as ^2.2")
                    .found(text));
            return;
        }
        reading.draft().sdkAbi(range.get());
        if (range.get().isOpen()) {
            open(Reading.fault(ProblemCode.ABI_RANGE_OPEN, value.place(), FIELD), reading);
        } else {
            judge(text, range.get(), reading);
        }
    }

    static void absent(Node.Obj block, Reading reading) {
        open(Fault.of(ProblemCode.ABI_RANGE_OPEN, Findings.at(block.place(), FIELD)), reading);
    }

    private static void open(Fault fault, Reading reading) {
        if (!reading.findings().isHost()) {
            reading.report(fault.says("needs an SDK ABI range that says which hosts it was made for")
                    .found("none, so every host counts as fitting")
                    .then("")
                    .author("declare \"sdkAbiRange\": \"^2\""));
        }
    }

    private static void judge(Node.Text text, VersionRange range, Reading reading) {
        String declared = reading.policy().hostAbi();
        Optional<SemVer> host = SemVer.leading(declared);
        if (host.isEmpty()) {
            reading.report(Reading.fault(ProblemCode.ABI_HOST_UNREADABLE, text.place(), FIELD)
                    .says("needs SDK ABI " + range.words())
                    .but("this host's ABI version " + Quoted.of(declared) + " has not the form x.y.z")
                    .severity(Severity.WARNING, Severity.ERROR)
                    .operator("install a host whose version can be read"));
        } else if (!range.contains(host.get())) {
            outOfRange(text, range, host.get(), reading);
        }
    }

    private static void outOfRange(Node.Text text, VersionRange range, SemVer host, Reading reading) {
        String who = reading.findings().isHost() ? "this host" : "the target host";
        Fault fault = Reading.fault(ProblemCode.ABI_OUT_OF_RANGE, text.place(), FIELD)
                .says("needs SDK ABI " + range.words())
                .but(who + " provides " + host)
                .severity(Severity.WARNING, Severity.ERROR)
                .fact("range", range.toString())
                .fact("host", host.toString());
        String atHost = "^" + host.major() + "." + host.minor();
        Optional<SemVer> floor = range.lowest().filter(lowest -> lowest.compareTo(host) > 0);
        if (floor.isPresent()) {
            reading.report(fault.operator("upgrade the host to " + brief(floor.get()))
                    .author("declare \"" + atHost + "\" if nothing added in " + brief(floor.get()) + " is used"));
        } else {
            reading.report(fault.operator("install a version of the extension that is made for " + atHost)
                    .author("test with SDK " + host + " and declare \"" + atHost + "\""));
        }
    }

    private static String brief(SemVer version) {
        return version.patch() == 0 ? version.major() + "." + version.minor() : version.toString();
    }
}
