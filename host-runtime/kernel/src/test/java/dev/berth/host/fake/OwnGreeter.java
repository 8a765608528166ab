/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import java.util.function.UnaryOperator;

/** A provider whose class is the bundle's own. */
public final class OwnGreeter implements Greeter {
    private final UnaryOperator<String> answer;

    public OwnGreeter(UnaryOperator<String> answer) {
        this.answer = answer;
    }

    @Override
    public String greet(String name) {
        return answer.apply(name);
    }
}
