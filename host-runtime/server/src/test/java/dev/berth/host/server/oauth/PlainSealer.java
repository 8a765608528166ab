/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.Sealer;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals with a place and no key, so that tests see what was sealed to where. */
final class PlainSealer implements Sealer {
    @Override
    public String seal(String place, String text) {
        return place + "=" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String open(String place, String sealed) {
        if (!sealed.startsWith(place + "=")) {
            throw new ProblemException(
                    Problem.of(ProblemCode.STORE_CORRUPT, place, "The text is sealed to another place."));
        }
        return new String(Base64.getDecoder().decode(sealed.substring(place.length() + 1)), StandardCharsets.UTF_8);
    }
}
