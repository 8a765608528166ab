/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Who calls, from the trusted call context alone (PORT-81). */
@ProviderType
public interface AuthSessionPort {
    /** Returns the actor of the running call. */
    Optional<Actor> actor();

    /**
     * Returns the organisation of the running call.
     *
     * @throws dev.berth.sdk.problem.TenantMissingException if the call has none
     */
    String requireOrganizationId();
}
