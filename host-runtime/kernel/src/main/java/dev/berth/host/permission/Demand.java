/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/** What code is about to do beside its ports. */
public sealed interface Demand {
    /** Returns what it is, as it follows "tried to". */
    String words();

    /** Returns the permission that is asked for it, as a manifest writes it; empty if there is none. */
    String permission();

    /**
     * Opens a connection, or sends a datagram.
     *
     * @param host the name as code gave it, or the literal address; a name that came with an address proves nothing
     */
    record Connect(String host, int port) implements Demand {
        /** Goes by the address where there is one: any code can make an address that carries another's name. */
        public static Connect to(InetSocketAddress address) {
            return new Connect(
                    address.isUnresolved()
                            ? address.getHostString()
                            : address.getAddress().getHostAddress(),
                    address.getPort());
        }

        @Override
        public String words() {
            return "connect to " + at();
        }

        @Override
        public String permission() {
            return "net:connect:" + at();
        }

        private String at() {
            return (host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** Asks the name service for the addresses of a host; who may connect to it at any port may. */
    record Resolve(String host) implements Demand {
        @Override
        public String words() {
            return "look up the addresses of " + host;
        }

        @Override
        public String permission() {
            return "net:connect:" + host + ":443";
        }
    }

    /** Waits for connections. */
    record Listen(int port) implements Demand {
        @Override
        public String words() {
            return "listen at port " + port;
        }

        @Override
        public String permission() {
            return "net:listen:" + port;
        }
    }

    /** Reads a file or folder, or asks what it is. */
    record ReadFile(Path path) implements Demand {
        @Override
        public String words() {
            return "read " + path;
        }

        @Override
        public String permission() {
            return "fs:read:NAME";
        }
    }

    /** Makes, changes or deletes a file or folder. */
    record WriteFile(Path path) implements Demand {
        @Override
        public String words() {
            return "write " + path;
        }

        @Override
        public String permission() {
            return "fs:write:NAME";
        }
    }

    /** Uses the private folder for temporary files. */
    record UseTemporary() implements Demand {
        @Override
        public String words() {
            return "make a temporary file";
        }

        @Override
        public String permission() {
            return "fs:tmp";
        }
    }

    /**
     * Starts a process.
     *
     * @param program as the command names it: {@code git}, {@code /usr/bin/git}
     */
    record Execute(String program) implements Demand {
        @Override
        public String words() {
            return "run " + program;
        }

        @Override
        public String permission() {
            return program.indexOf('/') < 0 && program.indexOf('\\') < 0 ? "process:exec:" + program : "process:exec";
        }
    }

    /** Reads a variable of the environment. */
    record ReadVariable(String name) implements Demand {
        @Override
        public String words() {
            return "read the environment variable " + name;
        }

        @Override
        public String permission() {
            return "env:read:" + name;
        }
    }

    /** Reads a system property. Those that say nothing of the host are free; no permission gives the others. */
    record ReadProperty(String name) implements Demand {
        @Override
        public String words() {
            return "read the system property " + name;
        }

        @Override
        public String permission() {
            return "";
        }
    }

    /** Loads or calls native code, which is never in-process. */
    record LoadNative(String what) implements Demand {
        @Override
        public String words() {
            return "load native code: " + what;
        }

        @Override
        public String permission() {
            return "native:load";
        }
    }

    /** Opens what is private in another loader's classes. */
    record DeepReflection(String what) implements Demand {
        @Override
        public String words() {
            return "open what is private: " + what;
        }

        @Override
        public String permission() {
            return "reflect:deep";
        }
    }

    /** What no permission gives: ending the JVM, agents, {@code Unsafe}, the host's loaders, settings of the whole JVM. */
    record Never(String what) implements Demand {
        @Override
        public String words() {
            return what;
        }

        @Override
        public String permission() {
            return "";
        }
    }
}
