/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.Greeter;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.fake.OwnGreeter;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.port.PortFixture;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView.Claim;
import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesHandleTest {
    private final LiveRegistry live = new LiveRegistry(new MovableClock());

    private PortFixture on(Manifests manifest) {
        ExtensionManifest made = manifest.ports(PortName.CAPABILITIES).make();
        PortFixture port = new PortFixture(made, LiveView.live(live));
        port.grant(PortName.CAPABILITIES);
        port.registrations.goLive(live, port.registrations.all());
        return port;
    }

    private PortFixture provider(String id, String version) {
        PortFixture port = on(Manifests.of(id, "3.0.0").provides("greet", version));
        port.ctx.capabilities().registerProvider("greet", port.loader.greeter(name -> id + " greets " + name));
        return port;
    }

    @Test
    @DisplayName(
            "PORT-110, PORT-115, PORT-116: the owner is the caller, the version its manifest's; the list is a snapshot")
    void resolve() throws IOException {
        PortFixture a = provider("@acme/a-connector", "1.0.0");
        PortFixture consumer = on(Manifests.of("@acme/x-connector", "1.0.0"));
        List<CapabilityProvider> found = consumer.ctx.capabilities().resolveProviders("greet");
        assertThat(found).singleElement().satisfies(provider -> {
            assertThat(provider.owner()).isEqualTo(a.id);
            assertThat(provider.version()).isEqualTo("1.0.0");
            assertThat(provider).hasToString("CapabilityProvider[greet 1.0.0 of @acme/a-connector]");
        });
        provider("@acme/b-connector", "1.2.0");
        assertThat(found).hasSize(1).isUnmodifiable();
        assertThat(consumer.ctx.capabilities().resolveProviders("greet"))
                .extracting(provider -> provider.owner().value())
                .containsExactly("@acme/b-connector", "@acme/a-connector");
        List<Greeter> greeters = consumer.ctx.capabilities().resolveProviders("greet", Greeter.class);
        assertThat(greeters.get(0).greet("ada")).isEqualTo("@acme/b-connector greets ada");
        assertThat(consumer.ctx.capabilities().resolveProviders("fax")).isEmpty();
    }

    @Test
    @DisplayName("PORT-115: an undeclared capability counts as 0.0.0 and is reported")
    void undeclared() {
        PortFixture port = on(Manifests.of("@acme/a-connector", "1.0.0"));
        port.ctx.capabilities().registerProvider("greet", port.loader.greeter(name -> name));
        assertThat(live.current().providers("greet").get(0).version()).hasToString("0.0.0");
        assertThat(port.warnings).extracting(Problem::code).containsExactly(ProblemCode.CAPABILITY_UNDECLARED);
    }

    @Test
    @DisplayName("PORT-113: one provider for a capability and extension; again replaces")
    void replaces() throws IOException {
        PortFixture a = provider("@acme/a-connector", "1.0.0");
        a.ctx.capabilities().registerProvider("greet", a.loader.greeter(name -> "second"));
        PortFixture consumer = on(Manifests.of("@acme/x-connector", "1.0.0"));
        assertThat(consumer.ctx.capabilities().resolveProviders("greet", Greeter.class))
                .singleElement()
                .satisfies(greeter -> assertThat(greeter.greet("")).isEqualTo("second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host:mail", "host:"})
    @DisplayName("PORT-111, PORT-S23: ids of the host are reserved")
    void reserved(String id) {
        PortFixture port = on(Manifests.of("@acme/a-connector", "1.0.0"));
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> port.ctx.capabilities().registerProvider(id, port.loader.greeter(name -> name)))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CAPABILITY_ID_RESERVED));
    }

    @Test
    @DisplayName(
            "PORT-114: a capability that another scope claims for itself is refused; an open claim and the own one are not")
    void claimed() {
        PortFixture port = on(Manifests.of("@acme/a-connector", "1.0.0"));
        Object impl = port.loader.greeter(name -> name);
        port.claims.put("mail", new Claim("other", false));
        port.claims.put("fax", new Claim("other", true));
        port.claims.put("post", new Claim("acme", false));
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> port.ctx.capabilities().registerProvider("mail", impl))
                .satisfies(thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CAPABILITY_NOT_YOURS);
                    assertThat(thrown.problem().summary())
                            .isEqualTo(
                                    "@acme/a-connector 1.0.0 called CapabilitiesPort.registerProvider(\"mail\"), which"
                                            + " needs the scope @other; found the scope @acme. The call was refused.");
                });
        assertThat(live.current().of(port.id)).isEmpty();
        port.ctx.capabilities().registerProvider("fax", impl);
        port.ctx.capabilities().registerProvider("post", impl);
        assertThat(live.current().of(port.id)).hasSize(2);
    }

    @Test
    @DisplayName(
            "PORT-120, PORT-121: teardown drops every provider of the extension and none of others; a kept list is stale, its"
                    + " proxy safe")
    void teardown() throws IOException {
        PortFixture a = provider("@acme/a-connector", "1.0.0");
        a.ctx.capabilities().registerProvider("fax", a.loader.greeter(name -> name));
        provider("@acme/b-connector", "1.2.0");
        PortFixture consumer = on(Manifests.of("@acme/x-connector", "1.0.0"));
        List<Greeter> kept = consumer.ctx.capabilities().resolveProviders("greet", Greeter.class);
        live.swap("archive", set -> set.without(a.id));
        assertThat(kept).hasSize(2);
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> kept.get(1).greet("ada"))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CAPABILITY_GONE));
        assertThat(kept.get(0).greet("ada")).isEqualTo("@acme/b-connector greets ada");
        assertThat(consumer.ctx.capabilities().resolveProviders("fax")).isEmpty();
        assertThat(consumer.ctx.capabilities().resolveProviders("greet"))
                .extracting(provider -> provider.owner().value())
                .containsExactly("@acme/b-connector");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mail", "mail.", ".mail", "mail send", "1mail", "@other/mail", "@acme"})
    @DisplayName("MAN-111, MAN-112: an id of another form, or of another scope, is refused")
    void badIds(String id) {
        PortFixture port = on(Manifests.of("@acme/a-connector", "1.0.0"));
        Object impl = port.loader.greeter(name -> name);
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.capabilities().registerProvider(id, impl));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.capabilities().registerProvider("m".repeat(129), impl));
        port.ctx.capabilities().registerProvider("@acme/mail", impl);
        port.ctx.capabilities().registerProvider("mail.send-2", impl);
        assertThat(live.current().of(port.id)).hasSize(2);
    }

    @Test
    @DisplayName("PORT-112: an object of a host class is refused")
    void hostClass() {
        PortFixture port = on(Manifests.of("@acme/a-connector", "1.0.0"));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.capabilities().registerProvider("greet", new MovableClock()));
    }

    @Test
    @DisplayName("PORT-S26, PORT-118: what is no contract as the consumer sees it is left out and reported")
    void typeMismatch() {
        provider("@acme/a-connector", "1.0.0");
        PortFixture consumer = on(Manifests.of("@acme/x-connector", "1.0.0"));
        assertThat(consumer.ctx.capabilities().resolveProviders("greet", OwnGreeter.class))
                .as("the consumer's copy of the class is another class")
                .isEmpty();
        assertThat(consumer.warnings).extracting(Problem::code).containsExactly(ProblemCode.CAPABILITY_TYPE_MISMATCH);
        assertThat(consumer.ctx.capabilities().resolveProviders("greet").get(0).as(Greeter.class))
                .isPresent();
    }

    @Test
    @DisplayName("PORT-10: a provider list kept across a revocation is refused when it is used")
    void keptList() {
        provider("@acme/a-connector", "1.0.0");
        PortFixture consumer = on(Manifests.of("@acme/x-connector", "1.0.0"));
        CapabilityProvider kept =
                consumer.ctx.capabilities().resolveProviders("greet").get(0);
        consumer.revoke();
        assertThatExceptionOfType(PortNotGrantedException.class).isThrownBy(() -> kept.as(Greeter.class));
        assertThat(kept.owner().value()).isEqualTo("@acme/a-connector");
    }
}
