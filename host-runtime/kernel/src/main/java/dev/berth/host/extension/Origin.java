/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

/** Where a revision came from (LIFE-3). */
public sealed interface Origin {
    /** A package file that an operator named. */
    record File(String name) implements Origin {
        @Override
        public String toString() {
            return "file " + name;
        }
    }

    /**
     * A package that comes with the host (LIFE-65).
     *
     * @param name of its file
     * @param version of the extension in it
     */
    record Bundled(String name, String version) implements Origin {
        @Override
        public String toString() {
            return "bundled " + name + " " + version;
        }
    }

    /** A sample of the checkout that the host was started from. */
    record Sample(String name) implements Origin {
        @Override
        public String toString() {
            return "sample " + name;
        }
    }
}
