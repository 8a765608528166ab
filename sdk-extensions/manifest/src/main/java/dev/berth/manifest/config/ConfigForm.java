/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A valid settings form as a host reads it: which values it stores where, and which of them fit (MAN-208). */
public final class ConfigForm {
    /** The form of an extension that declares none. */
    public static final ConfigForm NONE = new ConfigForm(Map.of());

    private final Map<String, Field> fields;

    private ConfigForm(Map<String, Field> fields) {
        this.fields = fields;
    }

    /** Reads a form that was accepted. */
    public static ConfigForm of(JsonObject schema) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (JsonObject declared : objects(schema, "fields")) {
            Field field = Field.of(declared);
            if (field.kind.store() != FormKind.Store.NOTHING) {
                fields.put(field.key(), field);
            }
        }
        return new ConfigForm(fields);
    }

    /** Returns the fields that store something, in the order of the form. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** Returns the field that stores under a key. */
    public Optional<Field> field(String key) {
        return Optional.ofNullable(fields.get(key));
    }

    static List<JsonObject> objects(JsonObject object, String name) {
        return object.get(name).stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(list -> ((JsonArray) list).items().stream())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    /** A field that stores something, or a text or secret in the items of one. */
    public static final class Field {
        private final FormKind kind;
        private final JsonObject declared;
        private final List<Field> items;

        private Field(FormKind kind, JsonObject declared, List<Field> items) {
            this.kind = kind;
            this.declared = declared;
            this.items = items;
        }

        private static Field of(JsonObject declared) {
            FormKind kind = declared.string("kind")
                    .flatMap(FormKind::find)
                    .orElseThrow(() -> new IllegalArgumentException("Not a form that was accepted: " + declared));
            return new Field(
                    kind,
                    declared,
                    objects(declared, "itemFields").stream().map(Field::of).toList());
        }

        /** Returns the key of its value. */
        public String key() {
            return declared.string("key").orElse("");
        }

        /** Tells whether its value is a secret. */
        public boolean isSecret() {
            return kind == FormKind.SECRET;
        }

        /** Tells whether the extension writes it and people only read it (MAN-216). */
        public boolean isReadOnly() {
            return kind == FormKind.COPYABLE_CREDENTIAL;
        }

        /** Tells whether there has to be a value. */
        public boolean isRequired() {
            return declared.get("required").equals(Optional.of(new JsonBoolean(true)));
        }

        /** Returns the secrets in each item of a list, which are kept apart from the list. */
        public List<Field> secretItems() {
            return items.stream().filter(Field::isSecret).toList();
        }

        /**
         * Says what a value would have to be; empty if it fits.
         *
         * @param administrator who writes may choose what only administrators may (MAN-218)
         */
        public Optional<String> unfit(JsonValue value, boolean administrator) {
            return FieldValue.unfit(kind, this, value, administrator);
        }

        JsonObject declared() {
            return declared;
        }

        /** Returns the texts in each item of a list. */
        List<Field> textItems() {
            return items.stream().filter(item -> !item.isSecret()).toList();
        }
    }
}
