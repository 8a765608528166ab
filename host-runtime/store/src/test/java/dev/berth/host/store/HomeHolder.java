/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;

/** Another process that opens a home and keeps it until its input ends. */
final class HomeHolder {
    private HomeHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (Home home = Home.open(Path.of(arguments[0]))) {
            System.out.println("open");
            while (System.in.read() >= 0 && home.folder().isAbsolute()) {}
        } catch (ProblemException e) {
            System.out.println(e.problem().code());
        }
    }
}
