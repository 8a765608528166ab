/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.bytecode.Site;
import dev.berth.conformance.bytecode.Use;
import dev.berth.manifest.authority.JdkAuthority;
import dev.berth.manifest.authority.JdkAuthority.Row;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the code reaches without a port (GATE-124 to GATE-127). */
final class AuthorityRules {
    private static final Rule UNDECLARED = Rule.of("GATE-124", ProblemCode.PERMISSION_USE_UNDECLARED);
    private static final Rule UNUSED = Rule.of("GATE-125", ProblemCode.PERMISSION_UNUSED);
    private static final Rule FORBIDDEN = Rule.of("GATE-126", ProblemCode.API_FORBIDDEN);
    private static final Rule INTERNAL = Rule.of("GATE-127", ProblemCode.HOST_INTERNAL_USE);
    static final List<Rule> ALL = List.of(UNDECLARED, UNUSED, FORBIDDEN, INTERNAL);

    private static final String ENVIRONMENT = "env:read";
    private static final String NATIVE = "native:load";
    private static final List<String> HOST = List.of("dev/berth/host/", "org/osgi/framework/", "org/apache/felix/");

    /** Every family of MAN-101, with the form in which it is asked for. */
    private static final Map<String, String> FORMS = Map.of(
            "net:connect",
            "net:connect:<host>:<port>",
            "net:listen",
            "net:listen:<port>",
            "fs:tmp",
            "fs:tmp",
            "fs:read",
            "fs:read:<name>",
            "fs:write",
            "fs:write:<name>",
            "process:exec",
            "process:exec:<name>",
            ENVIRONMENT,
            "env:read:<NAME>",
            NATIVE,
            NATIVE,
            "reflect:deep",
            "reflect:deep");

    private final Bytecode code;
    private final Requests requests;
    private final Findings findings;
    private final Set<String> used = new HashSet<>();
    private final Set<String> variables = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private boolean anyVariable;

    AuthorityRules(Bytecode code, Requests requests, Findings findings) {
        this.code = code;
        this.requests = requests;
        this.findings = findings;
    }

    void judge() {
        Bytecode.Origins origins = code.origins();
        code.sites().forEach(site -> {
            Use use = site.use();
            JdkAuthority.find(origins.of(use), use.name(), use.descriptor()).ifPresent(row -> judge(row, site));
            loadedByName(site).ifPresent(name -> judgeName(name, site));
        });
        code.classes()
                .forEach(type -> type.methods().stream()
                        .filter(method -> method.isNative())
                        .findFirst()
                        .ifPresent(method -> need(
                                List.of(NATIVE),
                                Location.of(type.path()).field(method.name()),
                                "its method " + type.name().replace('/', '.') + "." + method.name() + "() is native")));
        new TreeMap<>(code.foreignTypes()).forEach((name, path) -> judgeType(name, Location.of(path)));
        judgeUnused();
    }

    private void judge(Row row, Site site) {
        if (row.isForbidden()) {
            forbid(row, site.use().words(), site.location().field(site.use().briefly()));
            return;
        }
        Optional<String> variable = site.use().text(0);
        if (row.needs().equals(List.of(ENVIRONMENT)) && variable.isPresent()) {
            variables.add(variable.get());
            need(List.of(ENVIRONMENT + ":" + variable.get()), site.location(), does(row, site));
        } else {
            anyVariable |= row.needs().contains(ENVIRONMENT);
            need(row.needs(), site.location(), does(row, site));
        }
    }

    private static String does(Row row, Site site) {
        return "its code uses " + site.use().words() + ", which " + row.why();
    }

    private void need(List<String> families, Location location, String why) {
        if (families.isEmpty()) {
            return;
        }
        used.addAll(families);
        String advice = families.get(0);
        if (!requests.hasAny(families) && told.add(advice)) {
            String form = FORMS.getOrDefault(advice, advice);
            findings.add(
                    UNDECLARED,
                    Fault.of(ProblemCode.PERMISSION_USE_UNDECLARED, location)
                            .says("needs " + form + " in \"permissions\"")
                            .but(why)
                            .fact("permission", advice)
                            .author("add " + form + " to \"permissions\", or leave the call to a port of the host"));
        }
    }

    private void forbid(Row row, String what, Location location) {
        if (told.add(what)) {
            findings.add(
                    FORBIDDEN,
                    Fault.of(ProblemCode.API_FORBIDDEN, location)
                            .says("needs to do without " + what + ", which " + row.why())
                            .but("its code uses it; no permission grants that")
                            .fact("member", what)
                            .author("remove the call"));
        }
    }

    private static Optional<String> loadedByName(Site site) {
        boolean loads = site.use().owner().startsWith("java/lang/")
                && (site.use().name().equals("forName") || site.use().name().equals("loadClass"));
        return loads ? site.use().text(0).map(name -> name.replace('.', '/')) : Optional.empty();
    }

    private void judgeName(String name, Site site) {
        judgeType(name, Location.of(site.type().path()));
        JdkAuthority.forbidden(name)
                .ifPresent(row ->
                        forbid(row, name.replace('/', '.'), site.location().field(name.replace('/', '.'))));
    }

    private void judgeType(String name, Location file) {
        String type = name.replace('/', '.');
        if (HOST.stream().anyMatch(name::startsWith) && told.add(type)) {
            findings.add(
                    INTERNAL,
                    Fault.of(ProblemCode.HOST_INTERNAL_USE, file.field(type))
                            .says("needs to do without classes of the host and of its engine")
                            .found(type)
                            .fact("class", type)
                            .author("use the SDK in place of " + type));
        }
    }

    private void judgeUnused() {
        for (Node.Text permission : requests.permissions()) {
            Optional<String> family = FORMS.keySet().stream()
                    .filter(known -> Requests.isOf(permission.value(), known))
                    .findFirst();
            if (family.isPresent() && !isUsed(permission.value(), family.get())) {
                findings.add(
                        UNUSED,
                        Fault.of(ProblemCode.PERMISSION_UNUSED, PortRules.place(permission, "permissions"))
                                .says("asks for " + permission.value() + " to use it")
                                .but("nothing in its class files does")
                                .author("remove " + permission.value() + " from \"permissions\""));
            }
        }
    }

    private boolean isUsed(String permission, String family) {
        if (!family.equals(ENVIRONMENT)) {
            return used.contains(family);
        }
        return anyVariable || variables.stream().anyMatch(name -> permission.equals(ENVIRONMENT + ":" + name));
    }
}
