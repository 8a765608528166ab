/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.DatabaseAddress;
import java.util.Optional;

/** The databases that a store is tested on: {@code @ParameterizedClass @EnumSource} over it, and a new one for each test. */
public enum TestDatabase {
    H2 {
        @Override
        public Optional<DatabaseAddress> create() {
            return Optional.empty();
        }
    },
    POSTGRESQL {
        @Override
        public Optional<DatabaseAddress> create() {
            return Optional.of(TestServer.ofThisProcess().create());
        }
    };

    /** Returns the address of an empty database; none means the file of a home, which a temporary folder makes new. */
    public abstract Optional<DatabaseAddress> create();
}
