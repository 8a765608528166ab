/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.CallContext;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.ObjectsPort.ObjectRef;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.TenantMissingException;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StorageTest {
    private static final Actor OTHER = new Actor(Optional.of("bob"), Optional.of("other"), Set.of());
    private static final Actor NOBODY = new Actor(Optional.of("bob"), Optional.empty(), Set.of());

    private final TestHostContext ctx = TestHostContext.builder("@acme/crm-connector")
            .grant("settings", "secrets", "authSession", "objects")
            .setting("region", "eu")
            .secret("token", "s3cr3t")
            .dependsOn("@acme/base-connector")
            .build();

    /** Runs on a thread that is in no call. */
    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start())
                .join();
    }

    @Test
    @DisplayName("PORT-125, PORT-72: seeds are there; a missing key is empty; set, get and delete")
    void seeds() {
        assertThat(ctx.settings().get("region", String.class)).contains("eu");
        assertThat(ctx.secrets().get("token")).contains("s3cr3t");
        ctx.settings().set("region", List.of(1, 2));
        assertThat(ctx.settings().get("region")).hasToString("Optional[[1,2]]");
        ctx.settings().delete("region");
        ctx.settings().delete("region");
        assertThat(ctx.settings().get("region")).isEmpty();
    }

    @Test
    @DisplayName("PORT-S18, PORT-60: an organisation does not see another's values, whatever a key says")
    void tenants() throws Exception {
        assertThat(ctx.as(OTHER, () -> ctx.settings().get("region"))).isEmpty();
        assertThat(ctx.as(OTHER, () -> ctx.secrets().get("token"))).isEmpty();
        assertThat(ctx.as(OTHER, () -> ctx.authSession().requireOrganizationId()))
                .isEqualTo("other");
    }

    @Test
    @DisplayName("PORT-S19, PORT-61: without an organisation reads and writes are refused alike")
    void noTenant() {
        assertThatThrownBy(() -> ctx.as(NOBODY, () -> ctx.settings().get("region")))
                .isInstanceOf(TenantMissingException.class);
        assertThatThrownBy(() -> ctx.as(NOBODY, () -> {
                    ctx.secrets().set("a", "b");
                    return true;
                }))
                .isInstanceOf(TenantMissingException.class);
        assertThatThrownBy(() -> ctx.as(NOBODY, () -> ctx.authSession().requireOrganizationId()))
                .isInstanceOf(TenantMissingException.class);
    }

    @Test
    @DisplayName("PORT-S39, PORT-63: a thread has no call, a captured one carries it, until the call has ended")
    void captured() throws Exception {
        assertThatThrownBy(() -> elsewhere(() -> ctx.settings().get("region")))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TenantMissingException.class);
        List<CallContext> kept = new ArrayList<>();
        Optional<String> read = ctx.as(OTHER, () -> {
            CallContext call = ctx.captureCall();
            kept.add(call);
            return elsewhere(() -> {
                List<String> organization = new ArrayList<>();
                call.run(() -> organization.add(ctx.authSession().requireOrganizationId()));
                return Optional.of(organization.get(0));
            });
        });
        assertThat(read).contains("other");
        assertThat(kept.get(0).organizationId()).contains("other");
        assertThatThrownBy(() -> kept.get(0).call(() -> ctx.settings().get("region")))
                .isInstanceOf(TenantMissingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "9a", "a b", "a\u0000", "\uD800", "ä"})
    @DisplayName("PORT-65: a key has a form, and a key that has not is shown safely")
    void keys(String key) {
        assertThatThrownBy(() -> ctx.settings().set(key, "x"))
                .isInstanceOf(PortInputException.class)
                .hasMessageNotContaining("\u0000");
        assertThatThrownBy(() -> ctx.secrets().get(key)).isInstanceOf(PortInputException.class);
    }

    @Test
    @DisplayName("PORT-68, PORT-6: too large, too deep, cyclic and foreign values are refused, and nothing is stored")
    void values() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);
        for (Object bad : List.of("x".repeat(256 * 1024 - 2), cyclic, new Object(), Double.NaN)) {
            assertThatThrownBy(() -> ctx.settings().set("bad", bad)).isInstanceOf(PortInputException.class);
        }
        assertThat(ctx.settings().get("bad")).isEmpty();
        ctx.settings().set("good", "x".repeat(256 * 1024 - 3));
        assertThat(ctx.settings().get("good")).isPresent();
        assertThatThrownBy(() -> ctx.secrets().set("bad", "x".repeat(64 * 1024)))
                .isInstanceOf(PortInputException.class)
                .hasMessageContaining("less than 64 KB");
    }

    @Test
    @DisplayName("PORT-72: a stored value that does not fit is never a silent empty")
    void mismatch() {
        assertThatThrownBy(() -> ctx.settings().get("region", Integer.class))
                .isInstanceOf(PortInputException.class)
                .hasMessageContaining("a stored value that fits Integer");
    }

    @Test
    @DisplayName("PORT-91: a write with the id of an object appends a version, else creates; a mismatch reads empty")
    void versions() throws Exception {
        String type = "@acme/crm-connector:invoice";
        JsonObject schema = JsonObject.of("type", "object");
        ctx.objects().registerType(new ObjectType(type, Optional.of(schema), JsonObject.of()));
        assertThatThrownBy(() -> ctx.objects().write(type, "text")).isInstanceOf(PortInputException.class);
        String id = ctx.objects().write(type, JsonObject.of("total", 1)).id();
        assertThat(ctx.objects()
                        .write(type, JsonObject.of("id", id, "total", 2))
                        .version())
                .isEqualTo(2);
        assertThat(ctx.objects().write(type, JsonObject.of("id", "mine", "total", 3)))
                .isEqualTo(new ObjectRef(type, "mine", 1));
        assertThat(ctx.objects().history(type, id)).hasSize(2);
        assertThat(ctx.objects().read(type, id, JsonObject.class))
                .hasToString("Optional[{\"id\":\"" + id + "\",\"total\":2}]");
        assertThat(ctx.objects().read(type, id, String.class)).isEmpty();
        assertThat(ctx.objects().read(type, "none", JsonObject.class)).isEmpty();
        assertThat(ctx.as(OTHER, () -> ctx.objects().history(type, id))).isEmpty();
    }

    @Test
    @DisplayName("PORT-90: types of declared dependencies are reached, others are not")
    void types() {
        assertThat(ctx.objects().history("@acme/base-connector:customer", "1")).isEmpty();
        assertThatThrownBy(() -> ctx.objects().history("@acme/far-connector:customer", "1"))
                .hasMessageContaining("@acme/far-connector:customer")
                .hasMessageContaining("[object-type-foreign]");
    }
}
