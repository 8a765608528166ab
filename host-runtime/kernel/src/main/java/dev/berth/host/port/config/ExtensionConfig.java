/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.port.secrets.SecretView;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.config.ConfigForm;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is configured for one extension in one organisation. A refusal is {@code config-value-invalid}: a key (PORT-65), a size
 * (PORT-68), or what the form of the extension says of the key.
 */
public final class ExtensionConfig {
    private final ExtensionManifest manifest;
    private final ConfigForm form;
    private final ConfigRows rows;
    private final ConfigProblems problems;

    ExtensionConfig(ConfigRows rows, ExtensionManifest manifest) {
        this.manifest = manifest;
        this.form = manifest.details().configSchema().map(ConfigForm::of).orElse(ConfigForm.NONE);
        this.rows = rows;
        this.problems = new ConfigProblems(manifest.subject());
    }

    /** Returns all settings, by key. */
    public Map<String, JsonValue> settings() {
        return rows.settings();
    }

    /** Returns a setting. */
    public Optional<JsonValue> setting(String key) {
        return rows.setting(problems.checkedKey(key));
    }

    /** Stores a setting. */
    public void setSetting(String key, JsonValue value, Writer writer) {
        problems.checkedKey(key);
        problems.refuse(new ValueCheck(problems, writer)
                .setting(key, value, form.field(key)).stream().toList());
        rows.putSetting(key, value, writer.by());
    }

    /** Deletes a setting, and tells whether there was one. */
    public boolean deleteSetting(String key, Writer writer) {
        return rows.removeSetting(problems.checkedKey(key), writer.by());
    }

    /** Returns what may be shown of the secrets, by key. */
    public List<SecretView> secrets() {
        return rows.secrets();
    }

    /**
     * Encrypts and stores a secret.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code config-value-invalid}, or why there is no key to encrypt with
     */
    public void setSecret(String key, String value, Writer writer) {
        problems.checkedKey(key);
        problems.refuse(new ValueCheck(problems, writer)
                .secret(key, value, form.field(key)).stream().toList());
        rows.putSecret(key, value, writer.by());
    }

    /** Deletes a secret, and tells whether there was one. */
    public boolean deleteSecret(String key, Writer writer) {
        return rows.removeSecret(problems.checkedKey(key), writer.by());
    }

    /** Returns the form and its values. */
    public ConfigView form() {
        return new ConfigView(
                manifest.details().configSchema().orElse(JsonObject.of()), new FormReading(form, rows).values());
    }

    /**
     * Writes all values of the form in one transaction. What is not named is unset; a secret that is not named stays.
     *
     * @param values as {@link #form} shows them, with texts for new secrets and null for those to delete
     * @throws dev.berth.sdk.problem.ProblemException with one {@code config-value-invalid} for each value that does not fit
     */
    public ConfigView write(JsonObject values, Writer writer) {
        return rows.all().transactor.within(() -> {
            FormWriting writing = new FormWriting(form, rows, problems, writer);
            problems.refuse(writing.judge(values));
            writing.apply();
            return form();
        });
    }
}
