/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import java.io.IOException;

/** A contract that all fake bundles see alike. */
public interface Greeter {
    String greet(String name) throws IOException;

    default String hello() throws IOException {
        return greet("you");
    }
}
