/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import dev.berth.sdk.value.ExtensionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a host sees live, or will see live once a plan is applied, as the rules of phase H need it. The extension that is judged
 * may be among it with an older revision; that row is passed over.
 */
public interface LiveView {
    /**
     * A live extension.
     *
     * @param exportedPackages the Java packages that its bundle exports
     * @param roles the roles that it claims
     */
    record Live(ExtensionId id, Kind kind, Set<String> exportedPackages, Set<String> roles) {}

    /**
     * An active claim of a capability id.
     *
     * @param scope who holds it, without {@code @}
     * @param open lets any scope provide the id
     */
    record Claim(String scope, boolean open) {}

    /** Returns all that is live, by id. Rules ask for what they look for instead, which a host with many finds at once. */
    Collection<Live> extensions();

    /** Returns the live extension of this id. */
    default Optional<Live> find(ExtensionId id) {
        return extensions().stream().filter(other -> other.id().equals(id)).findFirst();
    }

    /** Returns those that export a Java package, this very one, by id. */
    default List<Live> exporters(String javaPackage) {
        return extensions().stream()
                .filter(other -> other.exportedPackages().contains(javaPackage))
                .toList();
    }

    /** Returns those that claim a role, by id. */
    default List<Live> holders(String role) {
        return extensions().stream()
                .filter(other -> other.roles().contains(role))
                .toList();
    }

    /** Returns the files of a live extension, if the host lets them be looked at. They are read when they are asked for. */
    default Optional<PackageEntries> files(ExtensionId id) {
        return Optional.empty();
    }

    /** Returns the Java packages that the host itself shares with every extension, beside those of the SDK (MAN-74). */
    default Set<String> hostPackages() {
        return Set.of();
    }

    /** Returns the active claim of a capability id (MAN-115). */
    default Optional<Claim> claim(String capability) {
        return Optional.empty();
    }

    /** Tells whether the operator lets a scope provide a capability that another one claims (MAN-114). */
    default boolean mayProvide(String scope, String capability) {
        return false;
    }

    /** Returns the scope for which a Java package, or one that it is below, is registered (MAN-73). */
    default Optional<String> registeredHolder(String javaPackage) {
        return Optional.empty();
    }

    /** Tells whether the package's trust tier activates its claims at once (MAN-115). */
    default boolean activatesClaims() {
        return true;
    }

    /** Tells whether policy lets the package run migrations (MAN-50). */
    default boolean allowsMigrations() {
        return true;
    }
}
