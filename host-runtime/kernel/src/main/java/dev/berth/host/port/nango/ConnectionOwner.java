/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import java.util.Optional;

/**
 * To whom a connection belongs, and who looks at one.
 *
 * @param organization the organisation
 * @param userId its user, or empty for the organisation as such
 */
public record ConnectionOwner(String organization, Optional<String> userId) {
    /** Tells whether this one may see a connection: one of the organisation as such or of the same user (PORT-79). */
    public boolean sees(ConnectionOwner other) {
        return organization.equals(other.organization) && (other.userId.isEmpty() || other.userId.equals(userId));
    }
}
