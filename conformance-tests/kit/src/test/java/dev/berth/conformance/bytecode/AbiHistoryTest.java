/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.SemVer;
import dev.berth.sdk.Extension;
import dev.berth.sdk.value.SdkAbi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AbiHistoryTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final Path FILE =
            CHECKOUT.resolve("conformance-tests/kit/src/main/resources/dev/berth/conformance/bytecode/sdk-abi.txt");

    /** After a change of the SDK: {@code mvn test -Dberth.golden=write}, and read the difference. */
    @Test
    @DisplayName("GATE-97 the history has exactly what the classes of the SDK have")
    void isTheSdk() throws Exception {
        SdkSurface sdk = SdkSurface.of(Path.of(Extension.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        String expected = SdkSurface.history(Files.exists(FILE) ? Files.readString(FILE) : "", sdk);
        if ("write".equals(System.getProperty("berth.golden"))) {
            Files.writeString(FILE, expected);
        }
        assertThat(Files.readString(FILE)).isEqualTo(expected);
    }

    @Test
    @DisplayName("MAN-80 what the released baseline has is no newer than the baseline")
    void holdsTheBaseline() {
        SdkSurface released =
                SdkSurface.of(CHECKOUT.resolve("sdk-extensions/api/baseline/berth-api-" + SdkAbi.VERSION + ".jar"));
        AbiHistory history = AbiHistory.sdk();
        SemVer version = SemVer.parse(SdkAbi.VERSION).orElseThrow();
        assertThat(released.members()).isNotEmpty().allSatisfy((type, members) -> {
            assertThat(history.since(type))
                    .hasValueSatisfying(since -> assertThat(since).isLessThanOrEqualTo(version));
            assertThat(members)
                    .allSatisfy(member -> assertThat(history.since(type, use(type, member)))
                            .hasValueSatisfying(since -> assertThat(since).isLessThanOrEqualTo(version)));
        });
    }

    @Test
    @DisplayName("ports.md names the default methods that came after ABI 2.0")
    void knowsDefaultMethods() {
        assertThat(since("dev/berth/sdk/port/McpPort", "publicBaseUrl()Ljava/util/Optional;"))
                .contains("2.1.0");
        assertThat(since("dev/berth/sdk/port/NangoPort", "oauthCallbackUrl()Ljava/util/Optional;"))
                .contains("2.2.0");
        assertThat(since("dev/berth/sdk/ExtensionContext", "secrets()Ldev/berth/sdk/port/SecretsPort;"))
                .contains("2.0.0");
    }

    @Test
    @DisplayName("GATE-97 members are found as the JVM finds them")
    void followsSupertypes() {
        assertThat(since("dev/berth/sdk/port/PortName", "ordinal()I")).contains("2.0.0");
        assertThat(since("dev/berth/sdk/problem/PortNotGrantedException", "getMessage()Ljava/lang/String;"))
                .contains("2.0.0");
        assertThat(since("dev/berth/sdk/problem/PortNotGrantedException", "problem()Ldev/berth/sdk/problem/Problem;"))
                .contains("2.0.0");
        assertThat(since("dev/berth/sdk/port/McpPort", "hashCode()I")).contains("2.0.0");
        assertThat(since("dev/berth/sdk/port/McpPort", "publicBaseUrl()Ljava/net/URI;"))
                .isEmpty();
        assertThat(since("dev/berth/sdk/port/McpPort", "<init>()V")).isEmpty();
    }

    private static Optional<String> since(String type, String member) {
        return AbiHistory.sdk().since(type, use(type, member)).map(SemVer::toString);
    }

    private static Use use(String type, String member) {
        int split = member.indexOf('(') > 0 ? member.indexOf('(') : member.indexOf(':') + 1;
        String name = member.substring(0, split).replace(":", "");
        return new Use(Use.Kind.CALL, type, name, member.substring(split), Map.of());
    }
}
