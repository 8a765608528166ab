/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.SdkAbi;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Problems of manifests that need a phase, a form or a neighbour which no package of the other fixtures has (GATE-12, GATE-172). */
final class ManifestProblemsTest {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Golden.codes(Case.values());

    private static final String ENTRY = "acme.crm.Entry";

    @TempDir
    Path temp;

    /** A harmed package and the place in which it is judged. */
    @SuppressWarnings("ImmutableEnumChecker") // a case is a function
    enum Case {
        VERSION_DEV(Phase.PUBLISH, crm -> ExtensionPackage.connector("@acme/crm-connector", "0.0.0-dev.1")),
        ABI_HOST_UNREADABLE(Phase.HOST, crm -> crm.block("sdkAbiRange", "\"^2.2\"")),
        CAPABILITY_CLAIM_CONFLICT(Phase.HOST, crm -> crm.block("owns", "[\"email-send\"]")),
        CAPABILITY_CLAIM_PENDING(Phase.HOST, crm -> crm.block("owns", "[\"sms-send\"]")),
        PORT_RESERVED_REQUESTED(Phase.HOST, crm -> crm.ports("db")),
        SERVER_ENTRY_NEEDS_JAR(Phase.HOST, crm -> crm.block("serverEntry", "\"" + ENTRY + "\""));

        private final ProblemCode code = ProblemCode.valueOf(name());
        private final Phase phase;
        private final UnaryOperator<ExtensionPackage> harm;

        Case(Phase phase, UnaryOperator<ExtensionPackage> harm) {
            this.phase = phase;
            this.harm = harm;
        }
    }

    @ParameterizedTest
    @DisplayName(
            "MAN-34, MAN-66, MAN-86, MAN-97, MAN-115: what is said of a manifest in its phase, form or neighbourhood")
    @EnumSource
    void isToldWhole(Case wrong) {
        ExtensionPackage crm = wrong.harm.apply(ExtensionPackage.connector("@acme/crm-connector", "1.4.0"));
        Opened.Sound opened = (Opened.Sound) new PackageReader().open(crm.writeTo(temp), crm.fileName());
        String abi = wrong == Case.ABI_HOST_UNREADABLE ? "two" : SdkAbi.VERSION;
        List<Problem> found = new ManifestValidator()
                        .validate(
                                wrong == Case.SERVER_ENTRY_NEEDS_JAR ? new AsTgz(opened.contents()) : opened.contents(),
                                wrong.phase,
                                ManifestPolicy.of(abi),
                                new Neighbourhood())
                        .problems()
                        .stream()
                        .filter(problem -> problem.code() == wrong.code)
                        .toList();
        assertThat(found).hasSize(1);
        assertThat(Golden.faults(found.get(0))).isEmpty();
        Golden.compare(found.get(0), temp);
    }

    /** Another scope owns a capability, and a package without a signature claims nothing at once. */
    private record Neighbourhood() implements LiveView {
        @Override
        public Collection<Live> extensions() {
            return List.of();
        }

        @Override
        public Optional<Claim> claim(String capability) {
            return capability.equals("email-send") ? Optional.of(new Claim("mail", false)) : Optional.empty();
        }

        @Override
        public boolean activatesClaims() {
            return false;
        }
    }

    private record AsTgz(PackageEntries files) implements PackageEntries {
        @Override
        public Set<String> paths() {
            return files.paths();
        }

        @Override
        public Optional<byte[]> read(String path) {
            return files.read(path);
        }

        @Override
        public Form form() {
            return Form.TGZ;
        }
    }
}
