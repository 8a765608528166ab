/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.authority.JdkAuthority;
import dev.berth.manifest.authority.Reach;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ENG-21: the table and what answers for it. */
final class TwinsTest {
    @Test
    @DisplayName("each member that the table gives a twin is there, and so is its twin")
    void complete() throws ClassNotFoundException {
        for (JdkAuthority.Row row : JdkAuthority.rows()) {
            if (row.reach() == Reach.TWIN) {
                Class<?> type = Class.forName(row.type().replace('/', '.'));
                for (String member : row.members()) {
                    assertThat(Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
                                    .map(Method::getName))
                            .as(row.type())
                            .contains(member);
                    assertThat(Twins.of(row.type(), member)).isNotNull();
                }
            }
        }
    }
}
