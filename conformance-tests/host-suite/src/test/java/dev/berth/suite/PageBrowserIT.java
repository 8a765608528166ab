/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.port.objects.StoredObjects.ObjectView;
import dev.berth.host.port.objects.TypeId;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an extension in a real browser, in a frame of the console. */
class PageBrowserIT {
    private static final ExtensionId ID = ExtensionId.of("@acme/page-connector");
    private static final String TOKEN = "a-token-of-the-tests-0123456789";

    /** Tries what a page must not be able to do, and tells its action how that went. */
    private static final String SCRIPT = """
            async function tried(work) {
              try { return String(await work()); } catch (error) { return error.name; }
            }
            (async () => {
              const token = new URLSearchParams(location.hash.slice(1)).get('token');
              const found = {
                id: 'report',
                origin: window.origin,
                cookie: await tried(() => document.cookie || 'none'),
                storage: await tried(() => localStorage.length),
                database: await tried(() => indexedDB.open('x') && 'open'),
                parent: await tried(() => parent.document.title),
                api: await tried(async () => (await fetch('/api/status')).status),
                foreign: await tried(async () => (await fetch('/icon.svg')).status),
                file: await tried(async () => (await (await fetch('data.json')).json()).from),
              };
              await fetch('actions/report', {
                method: 'POST',
                headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
                body: JSON.stringify(found),
              });
            })();
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("PORT-102: a page has no cookie, no storage and no way to the host but its action, which it can call")
    void page() throws Exception {
        assumeThat(Browser.CHROMIUM)
                .as("Debian's chromium, which ./berth test installs")
                .exists();
        String entry = "acme.page.Entry";
        ExtensionPackage page = ExtensionPackage.connector(ID.value(), "1.0.0")
                .ports("ui", "objects")
                .block("uiSurface", "\"bundled\"")
                .file("ui/index.html", "<!doctype html><title>P</title><script src=\"page.js\"></script>")
                .file("ui/page.js", SCRIPT)
                .file("ui/data.json", "{\"from\":\"package\"}")
                .entry(entry, EntrySource.of(entry).register(REGISTER).text());
        try (TestHost host = TestHost.start(folder.resolve("home"));
                BerthServer server = BerthServer.start(host.runtime(), config())) {
            host.install(page.writeTo(folder));
            assertThat(host.state(ID)).isEqualTo("ACTIVE");
            TypeId type = new TypeId(ID, "report");
            List<ObjectView> reports = List.of();
            // The browser's time is virtual: on a busy machine it may be over before the host has answered all that it
            // is asked.
            for (int i = 0; i < 5 && reports.isEmpty(); i++) {
                new Browser(folder).open(server.url() + "/?token=" + TOKEN + "#page=" + ID, "--dump-dom");
                reports = host.runtime().objects().list(type, "default", "", 10);
            }
            assertThat(reports)
                    .singleElement()
                    .satisfies(report -> assertThat(report.value())
                            .isEqualTo(JsonObject.of(
                                    "id", "report",
                                    "origin", "null",
                                    "cookie", "SecurityError",
                                    "storage", "SecurityError",
                                    "database", "SecurityError",
                                    "parent", "SecurityError",
                                    "api", "TypeError",
                                    "foreign", "TypeError",
                                    "file", "package")));
        }
    }

    private ServerConfig config() {
        return new ServerConfig(ServerConfig.LOOPBACK, 0, TOKEN, folder.resolve("uploads"), () -> {});
    }

    private static final String REGISTER = """
            ctx.objects().registerType(new dev.berth.sdk.port.ObjectType(
                    "@acme/page-connector:report", java.util.Optional.empty(), JsonObject.of()));
            ctx.ui().registerAction(new dev.berth.sdk.port.UiAction(
                    "report", input -> ctx.objects().write("@acme/page-connector:report", input)));
            """;
}
