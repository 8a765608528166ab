/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Scope;
import dev.berth.host.grant.PortSet;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Role;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.server.route.Members;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of plans and operations become commands, or say what was needed and what was found. */
class OperationRequestTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");

    @TempDir
    Path folder;

    private Uploads uploads;

    @BeforeEach
    void open() throws IOException {
        uploads = new Uploads(folder, Clock.systemUTC());
    }

    @Test
    void aPackageIsNamedByItsUpload() throws IOException {
        Uploads.Upload upload = uploads.take("crm.tgz", new ByteArrayInputStream(new byte[] {1}));

        Command.Source expected = new Command.Source(
                upload.file(),
                new Origin.File("crm.tgz"),
                "crm.tgz",
                new Command.GrantChoice.Only(PortSet.of(List.of(PortName.MCP, PortName.SETTINGS))),
                Set.of(Command.Consent.UNSIGNED, Command.Consent.LICENSE));

        assertThat(plan("{'operation':'install','upload':'" + upload.id()
                        + "','grant':['mcp','settings'],'acceptUnsigned':true,'acceptLicense':true}"))
                .isEqualTo(new Command.Install(expected));
        assertThat(plan("{'operation':'update','upload':'" + upload.id() + "'}"))
                .isEqualTo(new Command.Update(new Command.Source(
                        upload.file(), expected.origin(), "crm.tgz", new Command.GrantChoice.None(), Set.of())));
    }

    /** LIFE-83, LIFE-91. */
    @Test
    void severalPackagesAreOneInstall() throws IOException {
        String one = uploads.take("one.tgz", new ByteArrayInputStream(new byte[] {1}))
                .id();
        String two = uploads.take("two.tgz", new ByteArrayInputStream(new byte[] {2}))
                .id();
        Command both = plan("{'operation':'install','uploads':['" + one + "','" + two + "'],'grant':'all'}");
        assertThat(both).isInstanceOfSatisfying(Command.InstallAll.class, all -> {
            assertThat(all.roots()).extracting(Command.Source::name).containsExactly("one.tgz", "two.tgz");
            assertThat(all.roots()).extracting(Command.Source::grant).containsOnly(new Command.GrantChoice.All());
            assertThat(all.candidates()).isEmpty();
        });
        assertThat(plan("{'operation':'install','upload':'" + one + "','candidates':['" + two + "']}"))
                .isInstanceOfSatisfying(Command.InstallAll.class, all -> {
                    assertThat(all.roots()).extracting(Command.Source::name).containsExactly("one.tgz");
                    assertThat(all.candidates())
                            .extracting(Command.Source::name)
                            .containsExactly("two.tgz");
                });
    }

    @Test
    void anExtensionIsNamedByItsId() {
        assertThat(named("rollback")).isEqualTo(new Command.Rollback(ID));
        assertThat(named("archive")).isEqualTo(new Command.Archive(ID));
        assertThat(named("restore")).isEqualTo(new Command.Restore(ID));
        assertThat(named("uninstall")).isEqualTo(new Command.Uninstall(ID));
        assertThat(named("activate")).isEqualTo(new Command.Activate(ID));
        assertThat(named("release")).isEqualTo(new Command.Release(ID));
        assertThat(named("deny")).isEqualTo(new Command.Deny(ID, Optional.empty()));
        assertThat(named("revoke")).isEqualTo(new Command.Revoke(ID, PortSet.NONE));
    }

    /** LIFE-3, LIFE-162. */
    @Test
    void aRowIsThatOfAnOrganisationOrOfThePlatform() {
        Scope acme = Scope.of(Optional.of("acme"));
        String archive = "{'operation':'archive','extension':'@acme/crm-connector'";
        assertThat(plan(archive + ",'organization':'acme'}")).isEqualTo(new Command.Archive(ID, acme));
        Identity admin = new Identity("ada", Optional.of("acme"), Set.of(Role.ADMIN), "rest");
        assertThat(OperationRequest.plan(json(archive + "}"), uploads, admin)).isEqualTo(new Command.Archive(ID, acme));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> OperationRequest.plan(json(archive + ",'organization':'other'}"), uploads, admin))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.ROLE_REQUIRED));
    }

    @Test
    void decisionsPresentTheHashThatWasShown() {
        assertThat(plan("{'operation':'grant','extension':'@acme/crm-connector','ports':['mcp'],'requestHash':'abc'}"))
                .isEqualTo(new Command.Grant(ID, PortSet.of(List.of(PortName.MCP)), Optional.of("abc")));
        assertThat(plan("{'operation':'deny','extension':'@acme/crm-connector','requestHash':'abc'}"))
                .isEqualTo(new Command.Deny(ID, Optional.of("abc")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|needs the member \"operation\", one of install, update",
                "{'operation':'instal'}|found \"instal\"",
                "{'operation':7}|to be a string; found the number 7",
                "{'operation':'archive'}|needs the member \"extension\", an extension id; found none",
                "{'operation':'archive','extension':'Acme'}|the form @scope/slug-kind; found \"Acme\"",
                "{'operation':'archive','extension':'@acme/x','force':true}|only the members extension, operation, organization; found \"force\"",
                "{'operation':'archive','extension':'@acme/x','digest':'0'}|found \"digest\"",
                "{'operation':'install'}|needs the member \"upload\"",
                "{'operation':'install','uploads':'x'}|to be a list of strings; found \"x\"",
                "{'operation':'install','uploads':[],'candidates':[]}|needs the member \"upload\"",
                "{'operation':'grant','extension':'@acme/x'}|needs the member \"ports\"",
                "{'operation':'grant','extension':'@acme/x','ports':'mcp'}|to be a list of strings; found \"mcp\"",
                "{'operation':'grant','extension':'@acme/x','ports':['mcp',1]}|to be a list of strings; found the number 1",
                "{'operation':'grant','extension':'@acme/x','ports':['logger']}|ports that take a grant: db, settings",
                "{'operation':'revoke','extension':'@acme/x','ports':null}|to be a list of strings; found null",
            })
    void saysWhatIsNeededAndWhatWasFound(String body, String part) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> plan(body))
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_INVALID);
                    assertThat(e.problem().summary()).contains(part);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "0", ""})
    void anUploadIsAnIdAndNeverAPath(String id) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> plan("{'operation':'install','upload':'" + id + "'}"))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UPLOAD_NOT_FOUND));
    }

    @Test
    void onlyAnOperationTakesADigest() {
        String digest = "a".repeat(64);
        JsonObject body = json("{'operation':'archive','extension':'@acme/crm-connector','digest':'" + digest + "'}");

        assertThat(OperationRequest.apply(body, uploads, Identity.owner("rest")))
                .isEqualTo(new Command.Archive(ID));
        assertThat(new Members(body).digest()).contains(digest);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Members(json("{'digest':'latest'}")).digest());
    }

    private Command named(String operation) {
        return plan("{'operation':'" + operation + "','extension':'@acme/crm-connector'}");
    }

    private Command plan(String body) {
        return OperationRequest.plan(json(body), uploads, Identity.owner("rest"));
    }

    private static JsonObject json(String text) {
        return (JsonObject) StrictJson.parse(text.replace('\'', '"'));
    }
}
