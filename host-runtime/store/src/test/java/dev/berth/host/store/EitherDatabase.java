/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.store.database.TestDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A store of its own for each test, once in a file and once on a server. */
@ParameterizedClass
@EnumSource
class EitherDatabase {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path temp;

    Optional<DatabaseAddress> server;
    HostStore store;

    @BeforeEach
    final void create() {
        server = kind.create();
        open();
    }

    @AfterEach
    final void close() {
        store.close();
    }

    final void reopen() {
        close();
        open();
    }

    void open() {
        store = HostStore.open(temp, server, Rows::manifest);
    }
}
