/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of keys and signatures that do not hold; nothing is changed by any (TRUST-1, TRUST-45, TRUST-53, TRUST-59, TRUST-92, TRUST-159). */
final class TrustProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Golden.codes(Case.values());

    private static final Publisher ACME = new Publisher(7);
    private static final Publisher OTHER = new Publisher(8);

    @TempDir
    Path temp;

    @SuppressWarnings("ImmutableEnumChecker") // a case is a function
    enum Case {
        SIGNATURE_INVALID((host, folder) -> host.install(ACME.publish(folder, "1.0.0"))),
        WEAK_KEY((host, folder) ->
                trust(host, JsonObject.of("spki", "MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))),
        KEY_EXISTS((host, folder) -> {
            ACME.trustedBy(host);
            ACME.trustedBy(host);
        }),
        KEY_UNKNOWN((host, folder) ->
                host.runtime().trust().revoke(OTHER.key.publicHalf().id(), Optional.empty(), TestHost.TEST)),
        KEY_REVOKED((host, folder) -> {
            ACME.trustedBy(host);
            host.runtime().trust().revoke(ACME.key.publicHalf().id(), Optional.empty(), TestHost.TEST);
            host.install(ACME.publish(folder, "1.0.0"));
        }),
        TRUST_REVOKED((host, folder) -> {
            ACME.trustedBy(host);
            host.runtime().trust().block("@acme/ask-connector", "It leaks addresses.", TestHost.TEST);
            host.install(ACME.publish(folder, "1.0.0"));
        }),
        TIER_LOWERED((host, folder) -> {
            ACME.trustedBy(host);
            host.install(ACME.publish(folder, "1.0.0"));
            Path next = Publisher.pack(folder, "1.1.0");
            host.apply(new Command.Update(new Command.Source(
                    next, new Origin.File("next.jar"), "next.jar", new GrantChoice.None(), Set.of(Consent.UNSIGNED))));
        });

        private static void trust(TestHost host, JsonObject document) {
            host.runtime().trust().trust(document, Optional.of("acme"), Custody.AUTHOR, TestHost.TEST);
        }

        private final BiConsumer<TestHost, Path> mistake;

        Case(BiConsumer<TestHost, Path> mistake) {
            this.mistake = mistake;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAnsweredWithItsCode(Case wrong) {
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            List<Problem> problems = HostProblemsIT.refusal(() -> wrong.mistake.accept(host, temp));
            assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.valueOf(wrong.name()));
            Golden.judge(ProblemCode.valueOf(wrong.name()), problems, temp.resolve("home"));
            assertThat(host.seams().parts().journal().open()).isEmpty();
        }
    }
}
