/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.port.nango.GatewayException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final Target.Names NOBODY = host -> {
        throw new UnknownHostException(host);
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1", "http://localhost:1", "http://10.1.2.3", "http://192.168.0.1", "http://172.16.0.1",
                "http://169.254.169.254", "http://0.0.0.0", "http://[::1]:8", "http://[fd00::1]", "http://[fe80::1]",
                "http://100.64.0.1", "http://224.0.0.1"
            })
    @DisplayName("PORT-76: a private address that is spelled out is the operator's word")
    void privateLiterals(String uri) {
        Target target = new Target(URI.create(uri), false);
        assertThat(target.isPrivateLiteral()).isTrue();
        assertThatCode(() -> target.check(NOBODY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://8.8.8.8", "http://[2001:db8::1]", "http://100.128.0.1", "http://172.32.0.1"})
    @DisplayName("PORT-76: a public address is none")
    void publicLiterals(String uri) {
        assertThat(new Target(URI.create(uri), false).isPrivateLiteral()).isFalse();
    }

    @Test
    @DisplayName("PORT-76: a name that leads to this machine is refused, unless the operator said that it may")
    void rebound() throws UnknownHostException {
        URI uri = URI.create("https://provider.example/token");
        InetAddress ours = InetAddress.getByName("10.0.0.7");
        InetAddress theirs = InetAddress.getByName("93.184.216.34");
        Target target = new Target(uri, false);
        assertThatThrownBy(() -> target.check(host -> new InetAddress[] {theirs, ours}))
                .isInstanceOf(GatewayException.class)
                .hasMessage(
                        "needs provider.example to be a public address, or \"private\": true beside it; found the address"
                                + " 10.0.0.7");
        assertThatCode(() -> target.check(host -> new InetAddress[] {theirs})).doesNotThrowAnyException();
        assertThatCode(() -> new Target(uri, true).check(NOBODY)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("PORT-7: a name that nobody knows is said")
    void unknown() {
        assertThatThrownBy(() -> new Target(URI.create("https://nowhere.invalid"), false).check(NOBODY))
                .isInstanceOf(GatewayException.class)
                .hasMessage("needs the address of nowhere.invalid; found a name that no name service knows");
    }
}
