/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may wire to whom (engine.md L2, TRUST-141), and how a refusal is told (ENG-12). */
class WiringTest extends EngineFixture {
    @Test
    void ownScopeNeedsNoDeclaration() throws Exception {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        List<Load> loads = load(List.of(), jar(user("@acme/user-connector", "1.0.0", api)), api);

        assertThat(run(loaded(loads.getFirst()), "com.acme.user.User")).isEqualTo("1.0.0");
        assertThat(loaded(loads.getFirst()).wiredTo()).containsExactly(loaded(loads.getLast()));
        assertThat(loaded(loads.getLast()).wiredTo()).isEmpty();
    }

    @Test
    void declaredDependencyOfAnotherScopeIsSeen() throws Exception {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        Bundle provider = loaded(api);
        ExtensionJar user = jar(user("@other/user-connector", "1.0.0", api).dependsOn("@acme/api-connector"));

        Bundle dependent = loaded(load(List.of(provider), user).getFirst());

        assertThat(run(dependent, "com.acme.user.User")).isEqualTo("1.0.0");
        assertThat(dependent.wiredTo()).containsExactly(provider);
    }

    @Test
    void undeclaredDependencyIsRefusedAndNamed() {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        Bundle provider = loaded(api);
        ExtensionJar user = jar(user("@other/user-connector", "2.0.0", api));

        Problem problem = refused(load(List.of(provider), user).getFirst());

        assertThat(problem.text()).isEqualTo("""
                @other/user-connector 2.0.0 imports the package com.acme.api. @acme/api-connector 1.0.0 exports it, but is \
                not a declared dependency. It was not loaded; nothing else changed.
                Declared at META-INF/MANIFEST.MF "Import-Package". Author: add "@acme/api-connector" to "dependencies" in \
                package.json, or drop the import. [import-undeclared]""");
        assertThat(problem.facts().string("exportedBy")).contains("@acme/api-connector 1.0.0");
    }

    @Test
    void whatIsNotNamedBesideIsInvisible() {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        loaded(api);

        Problem problem = refused(
                load(List.of(), jar(user("@acme/user-connector", "1.0.0", api))).getFirst());

        assertThat(problem.text()).isEqualTo("""
                @acme/user-connector 1.0.0 imports the package com.acme.api. Neither this host nor an extension that it may \
                use exports it. It was not loaded; nothing else changed.
                Declared at META-INF/MANIFEST.MF "Import-Package". Author: put its classes into the JAR, declare the \
                extension that exports it as a dependency, or import it with resolution:=optional. [import-unresolved]""");
    }

    @Test
    void otherVersionOfADependencyIsANearMiss() {
        ExtensionJar api = jar(api("@acme/api-connector", "1.3.0"));
        ExtensionJar user = jar(user("@acme/user-connector", "1.0.0", api).imports("com.acme.api;version=\"[2.0,3)\""));

        Problem problem = refused(load(List.of(), user, api).getFirst());

        assertThat(problem.code()).isEqualTo(ProblemCode.IMPORT_UNRESOLVED);
        assertThat(problem.summary())
                .startsWith("@acme/user-connector 1.0.0 imports the package com.acme.api 2.0.0 or later, below 3.0.0."
                        + " @acme/api-connector 1.3.0 exports it at 1.3.0. It was not loaded");
    }

    @Test
    void otherVersionOfTheSdkIsANearMiss() {
        ExtensionJar jar =
                jar(ExtensionJar.of("@acme/new-connector", "1.0.0").imports("dev.berth.sdk;version=\"[9,10)\""));

        Problem problem = refused(load(List.of(), jar).getFirst());

        assertThat(problem.summary()).contains("dev.berth.sdk 9.0.0 or later, below 10.0.0. This host exports it at ");
        assertThat(problem.fix().operator()).contains("run a host that exports a fitting one.");
    }

    @Test
    void newerJavaIsSaidInPlainWords() {
        ExtensionJar jar = jar(ExtensionJar.of("@acme/new-connector", "1.0.0")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));

        Problem problem = refused(load(List.of(), jar).getFirst());

        assertThat(problem.code()).isEqualTo(ProblemCode.CLASS_VERSION_TOO_NEW);
        assertThat(problem.summary())
                .contains("needs Java 99; this host runs on Java "
                        + Runtime.version().feature() + ".");
    }

    /** TRUST-144: the running Java itself is found, although the list of packages is our own. */
    @Test
    void runningJavaIsOffered() {
        loaded(jar(ExtensionJar.of("@acme/new-connector", "1.0.0")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"")));
    }

    @Test
    void frameworkServicesAreNoCapability() {
        ExtensionJar jar = jar(ExtensionJar.of("@acme/spy-connector", "1.0.0")
                .header("Require-Capability", "osgi.service;filter:=\"(objectClass=*)\""));

        assertThat(refused(load(List.of(), jar).getFirst()).summary())
                .contains("requires a capability of the kind osgi.service");
    }

    @Test
    void optionalImportMayStayUnmet() {
        loaded(jar(ExtensionJar.of("@acme/lax-connector", "1.0.0").imports("com.nowhere;resolution:=optional")));
    }

    @Test
    void allThatIsMissingIsToldAtOnce() {
        ExtensionJar jar = jar(ExtensionJar.of("@acme/poor-connector", "1.0.0").imports("com.nowhere,javax.naming"));

        Problem problem = refused(load(List.of(), jar).getFirst());

        assertThat(problem.causes())
                .extracting(cause -> cause.facts().string("package").orElseThrow())
                .containsExactly("com.nowhere", "javax.naming");
        assertThat(problem.causes().getLast().summary()).contains("does not share that package of the JDK");
    }

    /** ENG-10: one that cannot be resolved stops only those that need it; the root cause comes with them. */
    @Test
    void oneBadOfThreeTakesItsDependentsOnly() {
        ExtensionJar bad = jar(api("@acme/api-connector", "1.0.0").imports("com.nowhere"));
        ExtensionJar waiting = jar(user("@acme/user-connector", "1.0.0", bad));
        ExtensionJar good = jar(ExtensionJar.of("@acme/good-connector", "1.0.0"));

        List<Load> loads = load(List.of(), waiting, bad, good);

        Problem root = refused(loads.get(1));
        Problem waits = refused(loads.get(0));
        assertThat(root.summary()).contains("com.nowhere");
        assertThat(waits.code()).isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        assertThat(waits.summary()).contains("from @acme/api-connector 1.0.0, which was not loaded either");
        assertThat(waits.causes()).containsExactly(root);
        loaded(loads.get(2));
        // Nothing of the refused is left: once mended, they load.
        ExtensionJar mended = jar(api("@acme/api-connector", "1.0.0"));
        assertThat(load(List.of(), waiting, mended)).allSatisfy(EngineFixture::loaded);
    }

    /** T16, TRUST-141: a higher version from a stranger, or from a friend who imitates the host, changes no wire. */
    @Test
    void packagesCannotBeHijacked() throws Exception {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        ExtensionJar mallory = jar(api("@mallory/api-connector", "9.0.0"));
        ExtensionJar imitation = jar(ExtensionJar.of("@acme/fake-connector", "1.0.0")
                .exports("javax.crypto;version=9,dev.berth.sdk;version=9"));
        ExtensionJar user = jar(
                user("@acme/user-connector", "1.0.0", api).imports("com.acme.api,javax.crypto,dev.berth.sdk.value"));

        List<Load> loads = load(List.of(), mallory, imitation, user, api);

        assertThat(run(loaded(loads.get(2)), "com.acme.user.User")).isEqualTo("1.0.0");
        assertThat(loaded(loads.get(2)).wiredTo()).containsExactly(loaded(loads.get(3)));
        ExtensionJar fooled =
                jar(ExtensionJar.of("@acme/fooled-connector", "1.0.0").imports("dev.berth.sdk;version=9"));
        assertThat(refused(load(List.of(loaded(loads.get(1))), fooled).getFirst())
                        .blame())
                .isEqualTo(Blame.AUTHOR);
    }

    /** ENG-30, ENG-31: a provider and its dependent are replaced side by side; each pair stays by itself. */
    @Test
    void providerAndDependentAreReplacedSideBySide() throws Exception {
        ExtensionJar oldApi = jar(api("@acme/api-connector", "1.0.0"));
        ExtensionJar user = jar(user("@acme/user-connector", "1.0.0", oldApi));
        List<Load> old = load(List.of(), oldApi, user);
        List<Bundle> running = List.of(loaded(old.getFirst()), loaded(old.getLast()));

        List<Load> next = load(running, jar(api("@acme/api-connector", "1.1.0")), user);

        assertThat(run(loaded(next.getLast()), "com.acme.user.User")).isEqualTo("1.1.0");
        assertThat(run(running.getLast(), "com.acme.user.User")).isEqualTo("1.0.0");
        assertThat(loaded(next.getLast()).wiredTo()).containsExactly(loaded(next.getFirst()));
        // The old dependent, loaded once more, still sees the old provider only where it is named alone.
        Bundle back = loaded(load(List.of(running.getFirst()), user).getFirst());
        assertThat(run(back, "com.acme.user.User")).isEqualTo("1.0.0");
    }

    /** An older instance stays invisible even where the new one lacks the package. */
    @Test
    void olderInstanceOfTheBatchIsNoProvider() {
        ExtensionJar oldApi = jar(api("@acme/api-connector", "1.0.0"));
        Bundle old = loaded(oldApi);
        ExtensionJar empty = jar(ExtensionJar.of("@acme/api-connector", "2.0.0"));

        List<Load> loads = load(List.of(old), empty, jar(user("@acme/user-connector", "1.0.0", oldApi)));

        loaded(loads.getFirst());
        assertThat(refused(loads.getLast()).code()).isEqualTo(ProblemCode.IMPORT_UNRESOLVED);
    }
}
