/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.bytecode.AbiHistory;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.bytecode.MethodFacts;
import dev.berth.conformance.bytecode.Site;
import dev.berth.conformance.bytecode.Use;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which ports the code reaches, and which the manifest requests (GATE-120 to GATE-123). */
final class PortRules {
    private static final Rule UNDECLARED = Rule.of("GATE-120", ProblemCode.PORT_USE_UNDECLARED);
    private static final Rule UNUSED = Rule.of("GATE-121", ProblemCode.PORT_USE_UNUSED);
    private static final Rule RESERVED = Rule.of("GATE-122", ProblemCode.PORT_USE_RESERVED);
    private static final Rule OPAQUE = Rule.of("GATE-123", ProblemCode.PORT_USE_OPAQUE);
    static final List<Rule> ALL = List.of(UNDECLARED, UNUSED, RESERVED, OPAQUE);

    private static final String CONTEXT = "dev/berth/sdk/ExtensionContext";

    /** What looks up members by name. */
    private static final Map<String, Set<String>> REFLECTION = Map.of(
            "java/lang/Class",
            Set.of("getMethod", "getMethods", "getDeclaredMethod", "getDeclaredMethods"),
            "java/lang/invoke/MethodHandles$Lookup",
            Set.of("findVirtual", "findSpecial", "findStatic", "bind", "unreflect", "unreflectSpecial"),
            "java/lang/reflect/Method",
            Set.of("invoke"),
            "java/lang/reflect/Proxy",
            Set.of("newProxyInstance"));

    private final Bytecode code;
    private final Requests requests;
    private final Findings findings;

    PortRules(Bytecode code, Requests requests, Findings findings) {
        this.code = code;
        this.requests = requests;
        this.findings = findings;
    }

    /** Judges, and returns the ports that the code uses. */
    Set<PortName> judge() {
        Map<PortName, Site> used = new EnumMap<>(PortName.class);
        Bytecode.Origins origins = code.origins();
        code.sites()
                .filter(site -> origins.of(site.use()).contains(CONTEXT))
                .forEach(site -> PortName.find(site.use().name())
                        .filter(PortName::isPrivileged)
                        .ifPresent(port -> used.putIfAbsent(port, site)));
        used.forEach(this::judgeUse);
        if (!judgeOpaque()) {
            judgeUnused(used.keySet());
        }
        return Set.copyOf(used.keySet());
    }

    private void judgeUse(PortName port, Site site) {
        if (port.tier() == PortName.Tier.RESERVED) {
            findings.add(
                    RESERVED,
                    Fault.of(ProblemCode.PORT_USE_RESERVED, site.location())
                            .says("needs to do without the port " + port + ", which is reserved in this version")
                            .but("its code calls " + site.use().briefly())
                            .fact("port", port.toString())
                            .fact("caller", site.caller())
                            .author("keep configuration in \"settings\" and credentials in \"secrets\""));
        } else if (!requests.hasPort(port)) {
            findings.add(
                    UNDECLARED,
                    Fault.of(ProblemCode.PORT_USE_UNDECLARED, site.location())
                            .says("needs the port " + port + ", which its code uses, in \"requestedHostPorts\"")
                            .but(requests.ports().isEmpty() ? "it requests none" : "it requests " + requested())
                            .fact("port", port.toString())
                            .fact("caller", site.caller())
                            .author("add \"" + port + "\" to \"requestedHostPorts\""));
        }
    }

    private String requested() {
        return String.join(
                ", ", requests.ports().stream().map(Node.Text::value).sorted().toList());
    }

    private void judgeUnused(Set<PortName> used) {
        Set<PortName> told = new HashSet<>();
        for (Node.Text text : requests.ports()) {
            Optional<PortName> unused = PortName.find(text.value())
                    .filter(PortName::isPrivileged)
                    .filter(port ->
                            !used.contains(port) && !requests.declarative().contains(port));
            if (unused.isPresent() && told.add(unused.get())) {
                findings.add(
                        UNUSED,
                        Fault.of(ProblemCode.PORT_USE_UNUSED, place(text, "requestedHostPorts"))
                                .says("requests the port " + text.value() + " to use it")
                                .but("nothing in the package does")
                                .author("remove \"" + text.value() + "\" from \"requestedHostPorts\""));
            }
        }
    }

    static Location place(Node.Text text, String field) {
        return dev.berth.manifest.finding.Findings.at(text.place(), field);
    }

    /** Where code looks members up by name and has the SDK at hand, any port may be used. */
    private boolean judgeOpaque() {
        Set<String> told = new HashSet<>();
        code.sites()
                .filter(site -> isReflective(site.use()) && handlesSdk(site.method()))
                .filter(site -> told.add(site.type().path()))
                .forEach(site -> findings.add(
                        OPAQUE,
                        Fault.of(ProblemCode.PORT_USE_OPAQUE, site.location())
                                .says("needs to call the SDK directly, so that the ports it uses can be told")
                                .but("a method that handles types of the SDK also uses "
                                        + site.use().words())
                                .then("Which ports the code uses is not proven.")
                                .fact("caller", site.caller())
                                .author("call the methods of the SDK without reflection")));
        code.unreadable()
                .forEach(path -> findings.add(
                        OPAQUE,
                        Fault.of(ProblemCode.PORT_USE_OPAQUE, Location.of(path))
                                .severity(Severity.ERROR)
                                .says("needs class files that can be read, so that what they use can be told")
                                .but("this one is damaged, or larger or newer than any that is known")
                                .author("compile the class again with --release 17 or 21")));
        return !told.isEmpty() || !code.unreadable().isEmpty();
    }

    private static boolean isReflective(Use use) {
        return REFLECTION.getOrDefault(use.owner(), Set.of()).contains(use.name());
    }

    private static boolean handlesSdk(MethodFacts method) {
        return method.descriptor().contains("Ldev/berth/sdk/")
                || method.classes().stream().anyMatch(AbiHistory::isSdk)
                || method.uses().stream()
                        .anyMatch(use -> AbiHistory.isSdk(use.owner())
                                || use.text(0)
                                        .filter(text -> text.startsWith("dev.berth.sdk."))
                                        .isPresent());
    }
}
