/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.bytecode.SdkCalls;
import dev.berth.conformance.bytecode.Site;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Capabilities and primitives that the code names (GATE-102, GATE-103, GATE-112). */
final class CallRules {
    private static final Rule CAPABILITY = Rule.of("GATE-102", ProblemCode.CAPABILITY_USE_UNDECLARED);
    private static final Rule PRIMITIVE = Rule.of("GATE-103", ProblemCode.PRIMITIVE_USE_UNDECLARED);
    private static final Rule PROVIDED =
            Rule.of("GATE-112", ProblemCode.CAPABILITY_UNDECLARED, ProblemCode.CAPABILITY_NEVER_PROVIDED);
    static final List<Rule> ALL = List.of(CAPABILITY, PRIMITIVE, PROVIDED);

    static final String HOST = "host:";

    private final Bytecode code;
    private final Declared declared;
    private final PayloadUses payload;
    private final Findings findings;
    private final Set<String> told = new HashSet<>();

    CallRules(Bytecode code, Declared declared, PayloadUses payload, Findings findings) {
        this.code = code;
        this.declared = declared;
        this.payload = payload;
        this.findings = findings;
    }

    void judge() {
        for (Site site : SdkCalls.RESOLVE.in(code)) {
            SdkCalls.name(site)
                    .filter(name -> !name.startsWith(HOST)
                            && !declared.capabilities().contains(name)
                            && !declared.doesConsume(name)
                            && !declared.doesProvide(name))
                    .filter(name -> told.add("capability " + name))
                    .ifPresent(name -> undeclaredCapability(name, site));
        }
        Set<String> own = SdkCalls.TOOL.names(code);
        for (Site site : SdkCalls.PRIMITIVE.in(code)) {
            SdkCalls.name(site)
                    .filter(name -> !own.contains(name))
                    .ifPresent(name -> primitive(name, site.location(), "its code calls it"));
        }
        payload.tools().forEach((name, location) -> {
            if (!own.contains(name)) {
                primitive(name, location, "the agent names it");
            }
        });
        judgeProvided();
    }

    private void undeclaredCapability(String name, Site site) {
        findings.add(
                CAPABILITY,
                Fault.of(ProblemCode.CAPABILITY_USE_UNDECLARED, site.location())
                        .says("needs the capability " + name + ", which its code asks for, in \"dependencies\"")
                        .but("neither \"dependencies\" nor \"consumes\" names it")
                        .fact("capability", name)
                        .fact("caller", site.caller())
                        .author("add {\"capability\": \"" + name + "\"} to \"dependencies\""));
    }

    private void primitive(String name, Location location, String why) {
        if (!declared.doesConsume(name) && told.add("primitive " + name)) {
            findings.add(
                    PRIMITIVE,
                    Fault.of(ProblemCode.PRIMITIVE_USE_UNDECLARED, location)
                            .says("needs the primitive " + name + " in \"consumes\", since " + why)
                            .but("no row names it")
                            .fact("primitive", name)
                            .author("add {\"primitive\": \"" + name
                                    + "\", \"requirement\": \"required\"} to \"consumes\""));
        }
    }

    private void judgeProvided() {
        List<Site> sites = SdkCalls.PROVIDE.in(code);
        Set<String> registered = SdkCalls.PROVIDE.names(code);
        for (Site site : sites) {
            Optional<String> name = SdkCalls.name(site).filter(id -> !id.startsWith(HOST) && !declared.doesProvide(id));
            if (name.isPresent() && told.add("provider " + name.get())) {
                findings.add(
                        PROVIDED,
                        Fault.of(ProblemCode.CAPABILITY_UNDECLARED, site.location())
                                .says("needs the capability " + name.get()
                                        + ", which its code registers, in \"provides\"")
                                .but("no row names it")
                                .then("It would count as version 0.0.0 and meet no dependency.")
                                .fact("capability", name.get())
                                .author("add {\"capability\": \"" + name.get()
                                        + "\", \"version\": \"1.0.0\"} to \"provides\""));
            }
        }
        boolean proven = code.unreadable().isEmpty()
                && sites.stream().allMatch(site -> SdkCalls.name(site).isPresent());
        if (proven) {
            declared.provides().stream()
                    .filter(row -> !registered.contains(row.value()))
                    .forEach(this::neverProvided);
        }
    }

    private void neverProvided(Node.Text row) {
        findings.add(
                PROVIDED,
                Fault.of(
                                ProblemCode.CAPABILITY_NEVER_PROVIDED,
                                dev.berth.manifest.finding.Findings.at(row.place(), "provides"))
                        .says("declares to provide " + row.value() + " and needs to register a provider of it")
                        .but("no code of it does")
                        .author("register a provider of " + row.value() + ", or remove the row"));
    }
}
