/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only one place may touch. */
final class FencesTest {
    private static Predicate<JavaClass> anyOf(String... packages) {
        return type -> Stream.of(packages).anyMatch(name -> Product.isIn(name).test(type));
    }

    private static Stream<String> usesOutside(String home, Predicate<JavaClass> fenced) {
        return Product.uses(Product.classes().filter(Product.isIn(home).negate()), fenced);
    }

    @Test
    void onlyFelixKnowsOsgi() {
        Predicate<JavaClass> osgi = anyOf("org.osgi", "org.apache.felix");
        // Annotations of the SDK's types; they are gone at run time.
        Predicate<JavaClass> annotations = anyOf("org.osgi.annotation");
        assertThat(usesOutside("dev.berth.host.felix", osgi.and(annotations.negate())))
                .isEmpty();
        assertThat(Product.uses(Product.in("dev.berth.host.felix"), osgi)).isNotEmpty();
    }

    @Test
    void onlyTheStoreKnowsSql() {
        Predicate<JavaClass> sql =
                anyOf("java.sql", "javax.sql", "org.h2", "org.jdbi", "org.flywaydb", "com.zaxxer", "org.postgresql");
        // What an extension left in the JVM's list of drivers is looked for there.
        assertThat(usesOutside("dev.berth.host.store", sql))
                .filteredOn(use -> !use.contains("dev.berth.manifest.unload.DriverAsker"))
                .isEmpty();
        assertThat(Product.uses(Product.in("dev.berth.host.store"), sql)).isNotEmpty();
    }

    @Test
    void onlyTheServerKnowsHttp() {
        Predicate<JavaClass> http = anyOf("org.eclipse.jetty", "jakarta", "io.modelcontextprotocol.server");
        assertThat(usesOutside("dev.berth.host.server", http)).isEmpty();
        assertThat(Product.uses(Product.in("dev.berth.host.server"), http)).isNotEmpty();
    }

    @Test
    void onlyTheServerAndTheCommandLineSpeakMcp() {
        Stream<JavaClass> others = Product.classes()
                .filter(anyOf("dev.berth.host.server.mcp", "dev.berth.host.cli.client")
                        .negate());
        assertThat(Product.uses(others, anyOf("io.modelcontextprotocol"))).isEmpty();
    }

    /** TRUST-96. The engine reads what the content store has just re-hashed; nothing from outside reaches it. */
    @Test
    void onlyTheArchiveReaderOpensArchives() {
        Predicate<JavaClass> archives = anyOf("org.apache.commons.compress").or(FencesTest::opensArchives);
        Stream<JavaClass> others = Product.classes()
                .filter(Product.isIn("dev.berth.host.marketplace.pack").negate())
                .filter(Product.isIn("dev.berth.fixtures").negate())
                .filter(type -> !type.getFullName().startsWith("dev.berth.host.felix.PackageContent"));
        assertThat(Product.uses(others, archives)).isEmpty();
    }

    /**
     * TRUST-42, TRUST-43. Others of Ed25519 take keys that make any signature valid. What the JDK signs with, whatever the algorithm, is
     * what would be such a provider; libraries that check logins use it by themselves.
     */
    @Test
    void onlyBouncyCastleSignsAndVerifies() {
        Predicate<JavaClass> others = type -> type.getPackageName().startsWith("java.security")
                && type.getSimpleName()
                        .matches("Signature|SignedObject|KeyFactory|KeyPair(Generator)?|EdEC.*|NamedParameterSpec");
        assertThat(Product.uses(Product.classes(), others)).isEmpty();
        Predicate<JavaClass> bouncyCastle = anyOf("org.bouncycastle");
        String home = "dev.berth.host.marketplace.trust.sign";
        assertThat(usesOutside(home, bouncyCastle)).isEmpty();
        assertThat(Product.uses(Product.in(home), bouncyCastle)).isNotEmpty();
    }

    private static boolean opensArchives(JavaClass type) {
        return type.getPackageName().matches("java\\.util\\.(zip|jar)")
                && type.getSimpleName().matches("Zip.*|Jar(File|InputStream)|GZIP.*|Inflater.*");
    }

    @Test
    void onlyTheRegistryWritesStatus() {
        assertThat(Product.classes()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call ->
                                call.getTargetOwner().getFullName().equals("dev.berth.host.extension.ExtensionStore"))
                        .filter(call -> List.of("save", "delete").contains(call.getName()))
                        .map(JavaAccess::getOriginOwner)
                        .map(JavaClass::getSimpleName)
                        .distinct())
                .as("LIFE-2")
                .containsExactly("ExtensionRegistry");
    }

    /** An embedding program may start a host in a task of the JVM's common pool; what waits there for a thread may wait for ever. */
    @Test
    void onlyOnePlaceUsesAllCores() {
        assertThat(Product.in("dev.berth.host")
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> List.of("parallel", "parallelStream", "commonPool")
                                .contains(call.getName()))
                        .map(JavaAccess::getOriginOwner)
                        .map(JavaClass::getSimpleName)
                        .distinct())
                .containsExactly("AllCores");
        assertThat(Product.in("dev.berth.host")
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(CompletableFuture.class))
                        .filter(call -> call.getName().endsWith("Async"))
                        .filter(call -> call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(Executor.class))))
                .isEmpty();
    }

    /** In sources, since the compiler makes such handlers of its own in class files. */
    @Test
    void onlyTheBarriersCatchEverything() {
        Pattern catchAll = Pattern.compile("catch \\([^)]*\\b(Throwable|Error|Exception) \\w+\\)");
        assertThat(Sources.mainOf("sdk-extensions", "host-runtime", "conformance-tests").stream()
                        .filter(file -> BARRIERS.stream().noneMatch(file::endsWith))
                        .flatMap(file -> catchAll.matcher(Sources.text(file))
                                .results()
                                .map(match -> file.getFileName() + ": " + match.group())))
                .containsExactlyInAnyOrderElementsOf(ALLOWED);
        Matcher itself = catchAll.matcher("} catch (IOException | Exception e) {");
        assertThat(itself.find()).isTrue();
    }

    private static final List<String> BARRIERS = List.of(
            "HookBarrier.java",
            "RequestBarrier.java",
            // A reflective call wraps what its target throws, as the JDK does.
            "ReflectionTwins.java",
            // A gate that fails must not hide what the others find (GATE-6).
            "GateBarrier.java");

    /** Each with its reason. */
    private static final List<String> ALLOWED = List.of(
            // Hands on what a task of an extension threw, which may be any checked exception.
            "CapturedCall.java: catch (Exception e)",
            // The constructor of Felix's cache declares no less.
            "NoCache.java: catch (Exception e)",
            // Jetty's start and stop declare no less.
            "Container.java: catch (Exception e)",
            "Container.java: catch (Exception e)");
}
