/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.port.secrets.Rotation;
import dev.berth.host.port.secrets.SecretName;
import dev.berth.host.port.secrets.SecretVault;
import dev.berth.host.store.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationKillIT {
    private static final int SECRETS = 120;
    private static final int KILLS = 8;

    @TempDir
    Path temp;

    @Test
    @DisplayName(
            "PORT-66: a change of the master key that is killed at any point leaves all readable, and the next finishes it")
    void killed() throws IOException {
        try (HostStore store = open()) {
            SecretVault vault = vault(store);
            for (int i = 0; i < SECRETS; i++) {
                vault.write(name(i), "value " + i);
            }
        }
        int steps = Integer.parseInt(String.valueOf(rotate(Integer.MAX_VALUE)));
        assertThat(steps).isGreaterThan(SECRETS);
        Set<Boolean> resumed = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            assertThat(rotate((int) ((long) steps * kill / KILLS)))
                    .as("the child was killed")
                    .isNull();
            resumed.add(finish());
        }
        assertThat(resumed).as("kills before and after the new key was made").containsExactlyInAnyOrder(true, false);
    }

    /** Returns what the child said; null if it was killed. */
    private @Nullable String rotate(int haltAt) throws IOException {
        try (Child child = Child.start(Rotator.class, temp.toString(), Integer.toString(haltAt))) {
            return child.line();
        }
    }

    private boolean finish() throws IOException {
        try (HostStore store = open()) {
            SecretVault vault = vault(store);
            assertReadable(vault);
            Rotation rotation = vault.rotate(By.CONFIG);
            assertReadable(vault);
            assertThat(store.backends().secrets().keyIds()).containsExactly(rotation.keyId());
            assertThat(Files.readAllLines(store.home().secretKeys())).hasSize(1);
            assertThat(Rows.log(store.audit()).firstBroken()).isEmpty();
            return rotation.resumed();
        }
    }

    private static void assertReadable(SecretVault vault) {
        for (int i = 0; i < SECRETS; i++) {
            assertThat(vault.read(name(i))).contains("value " + i);
        }
        assertThat(vault.unreadable()).isEmpty();
    }

    private HostStore open() {
        return HostStore.open(temp, Optional.empty(), Rows::manifest);
    }

    private static SecretVault vault(HostStore store) {
        return new SecretVault(
                store.backends().secrets(),
                new KeyFile(store.home().secretKeys()),
                store.transactor(),
                Rows.log(store.audit()),
                Clock.systemUTC());
    }

    private static SecretName name(int number) {
        return new SecretName(CRM, "acme", "key" + number);
    }
}
