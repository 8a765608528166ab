/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.host.port.settings.SettingName;
import dev.berth.host.port.settings.Settings;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/**
 * The settings of an organisation as fixtures are written into them.
 *
 * @param organization whose they are
 */
public record SeededSettings(Settings settings, String organization) implements SeededRows {
    @Override
    public Optional<Seeding.Row> find(ExtensionId extension, Fixture fixture) {
        SettingName name = name(extension, fixture.key());
        return settings.get(name)
                .map(value -> new Seeding.Row(value, settings.mark(name).flatMap(Mark::read)));
    }

    @Override
    public void write(ExtensionId extension, Fixture fixture, Mark mark) {
        settings.seed(name(extension, fixture.key()), fixture.value(), mark.text());
    }

    private SettingName name(ExtensionId extension, String key) {
        return new SettingName(extension, organization, key);
    }
}
