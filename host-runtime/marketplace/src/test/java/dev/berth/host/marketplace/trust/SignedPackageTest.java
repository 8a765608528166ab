/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import static dev.berth.host.marketplace.trust.MemoryTrust.FROM;
import static dev.berth.host.marketplace.trust.Samples.files;
import static dev.berth.host.marketplace.trust.Samples.refused;
import static dev.berth.host.marketplace.trust.Samples.trusted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.PackageVerifier.Evidence;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Tier;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.marketplace.pack.TarForge;
import dev.berth.host.marketplace.trust.sign.PackageSignature;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature beside a package makes of it (TRUST-38, TRUST-39, TRUST-82, TRUST-88). */
class SignedPackageTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final SigningKey OTHER = SigningKey.generate(new SecureRandom());
    private static final Instant NOW = FROM.plusSeconds(3600);

    @TempDir
    private Path work;

    private final MemoryTrust trust = new MemoryTrust();
    private TrustPipeline pipeline;
    private Path file;

    @BeforeEach
    void sign() throws IOException {
        pipeline = pipeline(Set.of());
        file = Files.write(work.resolve("notes.jar"), Samples.jar("1.0.0").bytes());
        SignedFile.open(file).sign(KEY, Optional.of("acme"));
    }

    private TrustPipeline pipeline(Set<String> official) {
        return new TrustPipeline(
                work.resolve("verified"),
                Samples.POLICY,
                (digest, entries, validation, live) -> List.of(),
                trust,
                official,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private VerifiedPackage verified() {
        return trusted(pipeline.verify(file, "notes.jar", Samples.ALONE));
    }

    private ProblemCode refusal() {
        List<Problem> problems = refused(pipeline.verify(file, "notes.jar", Samples.ALONE));
        assertThat(files(work.resolve("verified"))).as("TRUST-84, TRUST-105").isEmpty();
        return problems.get(0).code();
    }

    private Path document() {
        return work.resolve("notes.jar" + PackageSignature.SUFFIX);
    }

    private void document(String text) throws IOException {
        Files.writeString(document(), text);
    }

    @Test
    @DisplayName("TRUST-88: author, official, custodial and nobody")
    void tiers() throws IOException {
        trust.trust(KEY.publicHalf(), "acme", Custody.AUTHOR);
        assertThat(verified().tier()).isEqualTo(Tier.AUTHOR_SIGNED);
        assertThat(verified().evidence().signature().orElseThrow().key().id())
                .isEqualTo(KEY.publicHalf().id());
        assertThat(verified().signature()).contains(Files.readAllBytes(document()));
        pipeline = pipeline(Set.of("acme"));
        assertThat(verified().tier()).isEqualTo(Tier.OFFICIAL);
        trust.trust(KEY.publicHalf(), "acme", Custody.CUSTODIAL);
        assertThat(verified().tier()).as("in the official list, too").isEqualTo(Tier.CUSTODIAL);
        Files.delete(document());
        assertThat(verified().tier()).isEqualTo(Tier.UNSIGNED);
    }

    @Test
    @DisplayName("TRUST-1, TRUST-3: an unknown key, another scope's key and another key of the scope are no key")
    void keys() throws IOException {
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
        trust.trust(KEY.publicHalf(), "mallory", Custody.AUTHOR);
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
        trust.trust(OTHER.publicHalf(), "acme", Custody.AUTHOR);
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
        document(Files.readString(document())
                .replace(KEY.publicHalf().id(), OTHER.publicHalf().id()));
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[]", "\u0000", "{\"dist\":{}}", "{\"dist\":1}"})
    @DisplayName("TRUST-1: what lies there and is no signature refuses, as does what cannot be read")
    void noSignature(String text) throws IOException {
        trust.trust(KEY.publicHalf(), "acme", Custody.AUTHOR);
        document(text);
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
        Files.delete(document());
        Files.createDirectory(document());
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
    }

    @Test
    @DisplayName("T12, TRUST-36, TRUST-39: other bytes under the same signature, and a manifest that says otherwise")
    void others() throws IOException {
        trust.trust(KEY.publicHalf(), "acme", Custody.AUTHOR);
        Files.write(file, Samples.jar("1.0.1").bytes());
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
        // The digest is right, and the version is another than that of the package inside.
        SignedFile.open(file).sign(KEY, Optional.empty());
        JsonObject whole = (JsonObject) StrictJson.parse(Files.readString(document()));
        assertThat(whole.toString()).contains("1.0.1");
        document(whole.toString().replace("1.0.1", "1.0.2"));
        assertThat(refusal()).isEqualTo(ProblemCode.SIGNATURE_INVALID);
    }

    @Test
    @DisplayName("LIFE-71, TRUST-159: a block goes before the best signature, by either digest, id or version")
    void blocked() {
        trust.trust(KEY.publicHalf(), "acme", Custody.AUTHOR);
        VerifiedPackage whole = verified();
        for (String value : List.of(
                whole.packageDigest(), whole.contentDigest(), "@acme/notes-skills", "@acme/notes-skills@1.0.0")) {
            trust.save(new Block(value, "Recalled.", NOW));
            assertThat(refused(pipeline.verify(file, "notes.jar", Samples.ALONE)))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TRUST_REVOKED);
            trust.unblock(value);
        }
        trust.save(new Block("@acme/notes-skills@2.0.0", "Recalled.", NOW));
        assertThat(verified().tier()).isEqualTo(Tier.AUTHOR_SIGNED);
    }

    @Test
    @DisplayName("T9, TRUST-58 to TRUST-60: the time that counts is when the content came to this host")
    void times() {
        PublisherKey key = trust.trust(KEY.publicHalf(), "acme", Custody.AUTHOR);
        VerifiedPackage whole = verified();
        trust.save(key.retired(NOW.minusSeconds(60)));
        assertThat(refused(pipeline.verify(file, "notes.jar", Samples.ALONE)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.KEY_REVOKED);
        trust.installed(whole.contentDigest(), NOW.minusSeconds(120));
        assertThat(verified().tier()).as("it came before").isEqualTo(Tier.AUTHOR_SIGNED);
        trust.save(key.revoked(NOW.minusSeconds(120)));
        assertThat(refused(pipeline.verify(file, "notes.jar", Samples.ALONE)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.KEY_REVOKED);
        trust.save(key.revoked(NOW.minusSeconds(119)));
        assertThat(verified().tier()).isEqualTo(Tier.AUTHOR_SIGNED);
    }

    @Test
    @DisplayName("TRUST-87, TRUST-150: stored content is asked for again, with what was stored beside it")
    void evidence() throws IOException {
        PublisherKey key = trust.trust(KEY.publicHalf(), "acme", Custody.AUTHOR);
        VerifiedPackage whole = verified();
        Revision revision = new Revision(
                whole.manifest(),
                1,
                whole.packageDigest(),
                whole.contentDigest(),
                whole.tier(),
                new Origin.File("notes.jar"),
                NOW);
        Evidence found = pipeline.evidence(revision, whole.signature());
        assertThat(found.against()).isEmpty();
        assertThat(found.tier()).isEqualTo(Tier.AUTHOR_SIGNED);
        assertThat(pipeline.evidence(revision, Optional.empty()).against())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.CONTENT_DIGEST_MISMATCH);
        assertThat(pipeline.evidence(revision, Optional.of("{}".getBytes(UTF_8)))
                        .against())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.SIGNATURE_INVALID);
        trust.save(key.revoked(FROM));
        assertThat(pipeline.evidence(revision, whole.signature()).against())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.KEY_REVOKED);
    }

    @Test
    @DisplayName(
            "TRUST-61, TRUST-38: signed and verified without a host; another key, other bytes or no document prove nothing")
    void signedFile() throws IOException {
        PublicKeyFile acme = new PublicKeyFile(KEY.publicHalf(), Optional.of("acme"));
        SignedFile signed = SignedFile.open(file);
        assertThat(signed.verify(List.of(acme))).isEqualTo(acme);
        for (List<PublicKeyFile> none : List.of(
                List.<PublicKeyFile>of(),
                List.of(new PublicKeyFile(OTHER.publicHalf(), Optional.of("acme"))),
                List.of(new PublicKeyFile(KEY.publicHalf(), Optional.of("mallory"))))) {
            assertThatThrownBy(() -> signed.verify(none)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> signed.sign(KEY, Optional.of("mallory")))
                .hasMessageContaining("a key of its own scope");
        Files.write(file, Samples.jar("1.0.1").bytes());
        assertThatThrownBy(() -> SignedFile.open(file).verify(List.of(acme))).isInstanceOf(ProblemException.class);
        Files.delete(document());
        assertThatThrownBy(() -> SignedFile.open(file).verify(List.of(acme)))
                .hasMessageContaining("notes.jar.signature.json is not there");
    }

    @Test
    @DisplayName("MKT-111, TRUST-12: in a carrier the signature is over the JAR")
    void carrier() throws IOException {
        trust.trust(KEY.publicHalf(), "acme", Custody.AUTHOR);
        byte[] jar = Files.readAllBytes(file);
        String document = Files.readString(document());
        file = Files.write(
                work.resolve("notes.tgz"),
                new TarForge()
                        .file("package/extension.jar", jar)
                        .file("package/package.json", Samples.manifest("1.0.0"))
                        .bytes());
        Files.writeString(work.resolve("notes.tgz" + PackageSignature.SUFFIX), document);
        assertThat(verified().tier()).isEqualTo(Tier.AUTHOR_SIGNED);
    }
}
