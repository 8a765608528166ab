/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.live.Caller;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostPrimitivesTest {
    private final FakeHost fake = new FakeHost();
    private final HostRuntime host = fake.runtime();

    @AfterEach
    void close() {
        host.close();
    }

    private static Caller with(Role role) {
        return Caller.of(new Identity("u", Optional.empty(), Set.of(role), "mcp"), Tenancy.SINGLE);
    }

    private List<String> offered(Caller caller) {
        return host.ownTools(caller).stream().map(ToolView::name).toList();
    }

    @Test
    @DisplayName(
            "PORT-37: what reads is offered to whom the role allows; nothing that grants, purges or reveals is offered to anybody")
    void offered() {
        assertThat(offered(with(Role.OWNER))).containsExactly("berth_list", "berth_info", "berth_why", "berth_plan");
        assertThat(offered(with(Role.ADMIN))).contains("berth_plan");
        assertThat(offered(with(Role.MEMBER))).containsExactly("berth_list", "berth_info", "berth_why");
        assertThat(offered(Caller.NOBODY)).isEmpty();
        assertThat(offered(Caller.system("@acme/a-connector", Optional.of("default"))))
                .isEmpty();
    }

    @Test
    @DisplayName("PORT-87: a tool of the host that a caller may not have is unknown, like one that is not there")
    void invisible() {
        JsonObject input = JsonObject.of("operation", "archive", "extension", "@acme/a-connector");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.callTool("berth_plan", input, with(Role.MEMBER)))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.TOOL_UNKNOWN));
    }

    @Test
    @DisplayName("PORT-85: they answer as the host does, and judge their input first")
    void answers() {
        Caller owner = with(Role.OWNER);
        assertThat(host.callTool("berth_list", JsonObject.of(), owner)).hasToString("{\"extensions\":[]}");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.callTool("berth_why", JsonObject.of("extension", "@acme/none-connector"), owner))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.EXTENSION_NOT_FOUND));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.callTool("berth_why", JsonObject.of("extension", 1), owner))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.TOOL_INPUT_INVALID));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.callTool(
                        "berth_plan", JsonObject.of("operation", "grant", "extension", "@acme/a-connector"), owner))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.TOOL_INPUT_INVALID));
    }
}
