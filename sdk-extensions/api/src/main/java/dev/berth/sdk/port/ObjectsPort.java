/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Versioned objects of an organisation (PORT-89 to PORT-91). */
@ProviderType
public interface ObjectsPort {
    /** Registers a type of this extension. */
    Registration registerType(ObjectType type);

    /** Returns the newest version of an object, or empty on a miss or a type mismatch. */
    <T> Optional<T> read(String typeId, String id, Class<T> type);

    /** Creates an object, or appends a version to the one its {@code id} names; less than 1 MB. */
    ObjectRef write(String typeId, Object value);

    /** Returns all versions of an object, oldest first. */
    List<ObjectVersion> history(String typeId, String id);

    /** Names one version of an object. */
    record ObjectRef(String typeId, String id, int version) {}

    /** One version of an object. */
    record ObjectVersion(int version, Instant writtenAt, JsonValue value) {}
}
