/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/**
 * A host as the kit drives it. Who runs a host of their own implements this over it, gives it to {@link HostChecks}, and runs
 * what comes back as tests. What a host refuses is thrown as a {@link dev.berth.sdk.problem.ProblemException}.
 */
public interface HostUnderTest extends AutoCloseable {
    /** Starts hosts. */
    @FunctionalInterface
    interface Starter {
        /** Starts a host on which nothing is installed, with deadlines for hooks of a few seconds. */
        HostUnderTest start();
    }

    /**
     * Binds a mount, as {@code fs:write:<name>} names it, to a folder. A host that guards no files has nothing to do.
     *
     * @param folder which is there
     */
    default void mount(String name, Path folder) {}

    /**
     * Installs an unsigned package, consents to it, and tries to activate it.
     *
     * @param granted of the ports that it requests, those that are approved; the others stay pending
     */
    void install(Path file, Set<PortName> granted);

    /** Brings another version of an installed extension in; the decisions about its ports stay as they are. */
    void update(Path file);

    /** Takes an extension away with all that it keeps. */
    void uninstall(ExtensionId id);

    /** Takes ports back from an extension. */
    void revoke(ExtensionId id, Set<PortName> ports);

    /** Stops and starts again, with what is installed. */
    void restart();

    /** Tells whether an extension is installed, registered and bootstrapped. */
    boolean isActive(ExtensionId id);

    /** Returns the names of the tools that can be called now. */
    Set<String> tools();

    /** Calls a tool. */
    JsonValue call(String tool, JsonObject input);

    /** Returns the extensions that provide a capability now. */
    Set<ExtensionId> providers(String capability);

    /** Returns the class loaders that were made for extensions; none if the host lives in another process. */
    Collection<WeakReference<ClassLoader>> loaders();

    /** Stops. */
    @Override
    void close();
}
