/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Tier;
import dev.berth.host.fake.Books;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.MovableClock;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ENG-20, MAN-101, MAN-106: what a permission gives, and what it does not. */
final class AuthorityTest {
    private static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    private static final By ANNA = new By("anna", "cli");

    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();

    @TempDir
    Path folder;

    private Path home;
    private PermissionBook book;

    @BeforeEach
    void open() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        book = Books.of(store, clock, home);
    }

    @Test
    @DisplayName("ENG-20: what is denied is denied, and what is let through is, also when that cannot be audited")
    void unaudited() {
        Demand demand = new Demand.ReadVariable("HOME");
        Authority denied = holding();
        Authority watched = Books.of(store, clock, home, CRM.value()).authority(revision());
        store.refuse(true);
        assertThatThrownBy(() -> denied.demand(demand)).isInstanceOf(PermissionDenied.class);
        assertThatCode(() -> watched.demand(demand)).doesNotThrowAnyException();
    }

    private Authority holding(String... permissions) {
        Changes changes = new Changes();
        book.consent(CRM, List.of(permissions), ANNA, changes);
        changes.commit(store.transactor());
        return book.authority(revision(permissions));
    }

    static Revision revision(String... permissions) {
        ExtensionManifest manifest =
                Manifests.of(CRM.value(), "1.0.0").permissions(permissions).make();
        String digest = FakeVerifier.digest(manifest);
        return new Revision(
                manifest, 1, digest, "sha256:" + digest, Tier.UNSIGNED, new Origin.File("x.jar"), Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "net:connect:api.example.com:443, API.Example.COM., 443, true",
        "net:connect:api.example.com:443, api.example.com, 80, false",
        "net:connect:api.example.com:443, example.com, 443, false",
        "net:connect:api.example.com:443, evil-api.example.com, 443, false",
        "net:connect:api.example.com:443, api.example.com.evil.org, 443, false",
        "net:connect:xn--bcher-kva.example:443, bücher.example, 443, true",
        "net:connect:[::1]:80, 0:0:0:0:0:0:0:1, 80, true",
        "net:connect:[::1]:80, [::1], 80, true",
        "net:connect:[::1]:80, ::1%lo, 80, true",
        "net:connect:[::1]:80, ::2, 80, false",
        "net:connect:127.0.0.1:80, ::ffff:127.0.0.1, 80, true",
        "net:connect:127.0.0.1:80, 127.0.0.2, 80, false",
        "net:connect:127.0.0.1:80, 2130706433, 80, false",
        "net:connect:api.example.com:443, '', 443, false",
        "net:connect:api.example.com:443, a b, 443, false"
    })
    @DisplayName(
            "MAN-101: a host is compared as a whole, whatever its letters, its dot at the end, its script or the form of its address")
    void hosts(String permission, String host, int port, boolean granted) {
        assertThat(holding(permission).allows(new Demand.Connect(host, port))).isEqualTo(granted);
    }

    @Test
    @DisplayName(
            "MAN-101: an address is that of a granted name only if the name service says so, whatever name it carries")
    void addressesOfNames() throws IOException {
        Authority local = holding("net:connect:localhost:8080");
        InetAddress forged = InetAddress.getByAddress("localhost", new byte[] {10, 1, 2, 3});

        assertThat(local.allows(Demand.Connect.to(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 8080))))
                .isTrue();
        assertThat(local.allows(Demand.Connect.to(new InetSocketAddress(forged, 8080))))
                .isFalse();
        assertThat(local.allows(Demand.Connect.to(InetSocketAddress.createUnresolved("LOCALHOST", 8080))))
                .isTrue();
        assertThat(local.allows(new Demand.Resolve("localhost"))).isTrue();
        assertThat(local.allows(new Demand.Resolve("secret-of-the-host.evil.org")))
                .isFalse();
    }

    @Test
    @DisplayName("MAN-101: each family gives what it names and nothing beside it")
    void families() {
        Authority all =
                holding("net:listen:8443", "process:exec:git", "env:read:HTTPS_PROXY", "native:load", "reflect:deep");

        assertThat(List.of(
                        new Demand.Listen(8443),
                        new Demand.Execute("git"),
                        new Demand.ReadVariable("HTTPS_PROXY"),
                        new Demand.DeepReflection("a field of java.util.ArrayList"),
                        new Demand.ReadProperty("line.separator")))
                .allMatch(all::allows);
        assertThat(List.of(
                        new Demand.Listen(0),
                        new Demand.Listen(8444),
                        new Demand.Execute("/tmp/git"),
                        new Demand.Execute("./git"),
                        new Demand.Execute("bash"),
                        new Demand.ReadVariable("https_proxy"),
                        new Demand.ReadProperty("user.home"),
                        new Demand.ReadProperty("java.io.tmpdir"),
                        new Demand.LoadNative("libx.so"),
                        new Demand.UseTemporary(),
                        new Demand.ReadFile(home),
                        new Demand.Never("end the host")))
                .noneMatch(all::allows);
        assertThat(holding("process:exec").allows(new Demand.Execute("/usr/bin/env")))
                .isTrue();
    }

    @Test
    @DisplayName("ENG-20: a mount opens its folder to whoever follows no way out of it, and write gives read")
    void mounts() throws IOException {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        Path beside = Files.createDirectory(folder.resolve("reports-2"));
        Files.writeString(beside.resolve("secret.txt"), "x");
        Files.createSymbolicLink(reports.resolve("out"), beside);
        Files.createSymbolicLink(reports.resolve("dangling"), beside.resolve("new.txt"));
        Files.createSymbolicLink(folder.resolve("alias"), reports);
        Authority reader = holding("fs:read:reports");
        assertThat(reader.allows(new Demand.ReadFile(reports))).isFalse();

        book.mounts().bind("reports", folder.resolve("alias").toString(), ANNA);

        assertThat(List.of(
                        reports,
                        reports.resolve("a/b/new.txt"),
                        folder.resolve("alias/x"),
                        reports.resolve("../reports/x")))
                .allMatch(path -> reader.allows(new Demand.ReadFile(path)));
        assertThat(List.of(
                        reports.resolve("out/secret.txt"),
                        reports.resolve("out/not-there"),
                        reports.resolve("dangling"),
                        reports.resolve("dangling/x"),
                        reports.resolve("missing/../../reports-2/secret.txt"),
                        reports.resolve("out/../x"),
                        beside.resolve("secret.txt"),
                        folder,
                        Path.of("relative.txt"),
                        home.resolve("host.json")))
                .noneMatch(path -> reader.allows(new Demand.ReadFile(path)));
        assertThat(reader.allows(new Demand.WriteFile(reports.resolve("x")))).isFalse();
        Authority writer = holding("fs:write:reports");
        assertThat(writer.allows(new Demand.WriteFile(reports.resolve("x")))).isTrue();
        assertThat(writer.allows(new Demand.ReadFile(reports.resolve("x")))).isTrue();
        assertThat(writer.allows(new Demand.WriteFile(reports.resolve("dangling"))))
                .isFalse();

        book.mounts().remove("reports", ANNA);

        assertThat(writer.allows(new Demand.ReadFile(reports.resolve("x")))).isFalse();
    }

    @Test
    @DisplayName("ENG-20: a path of another file system is in no folder")
    void otherFileSystems() throws IOException {
        Authority writer = holding("fs:write:reports");
        book.mounts()
                .bind(
                        "reports",
                        Files.createDirectory(folder.resolve("reports")).toString(),
                        ANNA);
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("x.zip"), Map.of("create", "true"))) {
            assertThat(writer.allows(new Demand.WriteFile(
                            zip.getPath(folder.resolve("reports/x").toString()))))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("MAN-101: fs:tmp is a folder that nobody else has, and it goes with its revision")
    void temporaryFiles() throws IOException {
        Authority one = holding("fs:tmp");
        Authority other = holding("fs:tmp");
        Path own = one.temporaryFolder();
        Files.writeString(Files.createDirectories(own.resolve("a/b")).resolve("c"), "x");
        Files.createSymbolicLink(own.resolve("link"), home);

        assertThat(own).isNotEqualTo(other.temporaryFolder()).isEqualTo(one.temporaryFolder());
        assertThat(one.allows(new Demand.WriteFile(own.resolve("a/new")))).isTrue();
        assertThat(other.allows(new Demand.ReadFile(own.resolve("a/b/c")))).isFalse();
        assertThat(one.allows(new Demand.ReadFile(own.resolve("link/host.json"))))
                .isFalse();

        book.end(one);

        assertThat(own).doesNotExist();
        assertThat(home).exists();
        assertThatThrownBy(one::temporaryFolder).isInstanceOf(PermissionDenied.class);
        assertThatThrownBy(holding()::temporaryFolder).isInstanceOf(PermissionDenied.class);
    }

    @Test
    @DisplayName("ENG-20: a revision that has left may do nothing, not even what it was granted")
    void afterTheEnd() {
        Authority authority = holding("net:connect:localhost:80", "process:exec", "reflect:deep");

        book.end(authority);

        assertThatThrownBy(() -> authority.demand(new Demand.Execute("git")))
                .isInstanceOf(PermissionDenied.class)
                .hasMessageContaining("has stopped");
        assertThat(book.denials()).isEmpty();
    }

    @Test
    @DisplayName("GATE-12: a denial says what was tried, what it needs, what is held, and who does what about it")
    void problems() throws IOException {
        book.mounts()
                .bind("bound", Files.createDirectory(folder.resolve("bound")).toString(), ANNA);
        Authority authority = holding("env:read:HOME", "fs:read:bound", "fs:write:unbound");
        Changes changes = new Changes();
        book.decide(CRM, Set.of("env:read:HOME"), false, ANNA, changes);
        changes.commit(store.transactor());

        Problem undeclared = problem(authority, new Demand.Connect("evil.org", 80));
        assertThat(undeclared.code()).isEqualTo(ProblemCode.PERMISSION_DENIED);
        assertThat(undeclared.blame()).isEqualTo(Blame.AUTHOR);
        assertThat(undeclared.summary())
                .startsWith("@acme/crm-connector 1.0.0 tried to connect to evil.org:80, which needs the permission"
                        + " net:connect:evil.org:80; found: fs:read:bound, fs:write:unbound.");
        Problem revoked = problem(authority, new Demand.ReadVariable("HOME"));
        assertThat(revoked.facts().toString()).contains("revoked");
        assertThat(revoked.fix().operator())
                .hasValueSatisfying(fix -> assertThat(fix).contains("berth grant"));
        assertThat(problem(authority, new Demand.WriteFile(folder.resolve("unbound/x")))
                        .fix()
                        .operator())
                .hasValueSatisfying(fix -> assertThat(fix).contains("berth mounts set unbound FOLDER"));
        assertThat(problem(authority, new Demand.Never("end the host")).summary())
                .contains("no permission gives");
        assertThat(problem(authority, new Demand.LoadNative("libx")).text()).contains("without native code");
        assertThat(problem(Authority.NONE, new Demand.UseTemporary()).summary()).contains("not active");
    }

    @Test
    @DisplayName("ENG-40: what code catches is a SecurityException whose cause is a problem that it knows")
    void exceptions() {
        assertThatThrownBy(() -> holding().demand(new Demand.Listen(80)))
                .isInstanceOf(SecurityException.class)
                .cause()
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800", "line\nforged entry", "\u202e", "long"})
    @DisplayName("LIFE-145: what code says of a demand is shortened and cleaned before it is shown")
    void hostileTexts(String text) {
        String named = text.equals("long") ? "x".repeat(100_000) : text;

        Problem problem = problem(holding(), new Demand.ReadVariable(named));

        assertThat(problem.summary().lines().count()).isEqualTo(2);
        assertThat(problem.summary()).hasSizeLessThan(2_000).doesNotContain("\u0000", "\ud800", "\u202e");
        assertThat(holding().allows(new Demand.Connect(named, 80))).isFalse();
    }

    @Test
    @DisplayName(
            "MAN-104: a denial is audited at once, then at most once a minute with its count, and code cannot fill memory or log")
    void auditedOnce() {
        Authority authority = holding();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> authority.demand(new Demand.Listen(80))).isInstanceOf(PermissionDenied.class);
        }
        assertThat(audited()).hasSize(1);
        clock.move(Duration.ofMinutes(2));
        assertThatThrownBy(() -> authority.demand(new Demand.Listen(80))).isInstanceOf(PermissionDenied.class);
        assertThat(audited())
                .hasSize(2)
                .last()
                .satisfies(entry -> assertThat(entry.after()).contains("50"));

        for (int i = 0; i < 10_000; i++) {
            Demand demand = new Demand.Listen(1000 + i);
            assertThatThrownBy(() -> authority.demand(demand)).isInstanceOf(PermissionDenied.class);
        }
        assertThat(book.denials())
                .hasSizeLessThan(200)
                .anySatisfy(denial -> assertThat(denial.count()).isEqualTo(51));
        assertThat(audited()).hasSizeLessThan(200);
    }

    @Test
    @DisplayName(
            "ENG-20: where the operator only watches, denials are noted and let through, but never what nothing gives")
    void watching() throws IOException {
        PermissionBook watching = Books.of(store, clock, home, CRM.value());
        Authority authority = watching.authority(revision());

        assertThatCode(() -> authority.demand(new Demand.Connect("example.com", 443)))
                .doesNotThrowAnyException();
        assertThat(authority.temporaryFolder()).isDirectory();
        assertThatThrownBy(() -> authority.demand(new Demand.Never("end the host")))
                .isInstanceOf(PermissionDenied.class);
        assertThatThrownBy(() -> authority.demand(new Demand.LoadNative("x"))).isInstanceOf(PermissionDenied.class);
        assertThat(watching.denials())
                .filteredOn(Denial::letThrough)
                .extracting(Denial::permission)
                .containsExactlyInAnyOrder("net:connect:example.com:443", "fs:tmp");
        watching.end(authority);
        assertThatThrownBy(() -> authority.demand(new Demand.Connect("example.com", 443)))
                .isInstanceOf(PermissionDenied.class);
    }

    private List<AuditEntry> audited() {
        return store.audit().read(0, 10_000).stream()
                .filter(entry -> entry.event().equals("PermissionRefused"))
                .toList();
    }

    private static Problem problem(Authority authority, Demand demand) {
        try {
            authority.demand(demand);
        } catch (PermissionDenied e) {
            return e.problem();
        }
        throw new AssertionError("It was let through: " + demand.words());
    }
}
