/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import static dev.berth.manifest.config.Property.optional;
import static dev.berth.manifest.config.Property.required;

import dev.berth.manifest.config.Property.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of fields of a form (MAN-211 to MAN-225), each with what it takes beside kind, label and description. */
enum FormKind {
    TEXT(
            "text",
            Store.SETTINGS,
            required("key", Check.KEY),
            optional("placeholder", Check.TEXT),
            optional("required", Check.FLAG)),
    SECRET("secret", Store.SECRETS, required("key", Check.KEY), optional("required", Check.FLAG)),
    NANGO_CONNECT("nango-connect", Store.NOTHING, required("providerConfigKey", Check.TEXT)),
    REPEATABLE_LIST(
            "repeatable-list",
            Store.SETTINGS,
            required("key", Check.KEY),
            required("itemFields", Check.ITEM_FIELDS),
            optional("itemLabel", Check.TEXT)),
    STATUS_PROBE("status-probe", Store.NOTHING, required("actionId", Check.ACTION)),
    COPYABLE_CREDENTIAL("copyable-credential", Store.SETTINGS, required("key", Check.KEY)),
    NAMED_ACTION("named-action", Store.NOTHING, required("actionId", Check.ACTION), optional("confirm", Check.CONFIRM)),
    SELECT(
            "select",
            Store.SETTINGS,
            required("key", Check.KEY),
            required("options", Check.OPTIONS),
            optional("defaultValue", Check.OPTION_DEFAULT)),
    RECORD_LIST(
            "record-list",
            Store.NOTHING,
            required("listActionId", Check.ACTION),
            required("emptyState", Check.TEXT),
            required("itemTitleKey", Check.TEXT),
            required("itemBadges", Check.BADGES),
            optional("deleteActionId", Check.ACTION),
            optional("itemSubtitleKey", Check.TEXT)),
    BANNER("banner", Store.NOTHING, required("variants", Check.VARIANTS)),
    ADVISORY(
            "advisory",
            Store.NOTHING,
            required("tone", Check.TONE),
            required("probeActionId", Check.ACTION),
            required("whenReady", Check.TEXT),
            required("whenNotReady", Check.TEXT)),
    DYNAMIC_SELECT_OPTIONS(
            "dynamic-select-options",
            Store.SETTINGS,
            required("key", Check.KEY),
            required("optionsAction", Check.ACTION),
            optional("defaultValue", Check.TEXT),
            optional("placeholder", Check.TEXT)),
    BOOLEAN("boolean", Store.SETTINGS, required("key", Check.KEY), optional("defaultValue", Check.FLAG_DEFAULT)),
    NUMBER(
            "number",
            Store.SETTINGS,
            required("key", Check.KEY),
            optional("min", Check.NUMBER),
            optional("max", Check.NUMBER),
            optional("step", Check.NUMBER),
            optional("defaultValue", Check.NUMBER),
            optional("placeholder", Check.TEXT),
            optional("required", Check.FLAG)),
    FREE_LIST(
            "free-list",
            Store.SETTINGS,
            required("key", Check.KEY),
            optional("itemLabel", Check.TEXT),
            optional("placeholder", Check.TEXT));

    /** Where the value goes (MAN-208). */
    enum Store {
        NOTHING,
        SETTINGS,
        SECRETS
    }

    private final String text;
    private final Store store;

    @SuppressWarnings("ImmutableEnumChecker") // List.of copies; its type does not say so.
    private final List<Property> properties;

    FormKind(String text, Store store, Property... properties) {
        this.text = text;
        this.store = store;
        this.properties = List.of(properties);
    }

    static Optional<FormKind> find(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(FormKind::toString).toList();
    }

    Store store() {
        return store;
    }

    List<Property> properties() {
        return properties;
    }

    @Override
    public String toString() {
        return text;
    }
}
