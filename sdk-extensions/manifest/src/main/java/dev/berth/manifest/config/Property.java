/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import dev.berth.sdk.problem.ProblemCode;

/**
 * A property of a field.
 *
 * @param name its key
 * @param required whether it must be there
 * @param check what it takes
 */
record Property(String name, boolean required, Check check) {
    /** What a property takes, and the code of a value that is something else. */
    enum Check {
        KEY(ProblemCode.CONFIG_SCHEMA_KEY, "a letter and then letters, digits, _ and -"),
        ACTION(ProblemCode.CONFIG_SCHEMA_ACTION, "an action id: a letter and then letters, digits, _ and -"),
        TEXT(ProblemCode.CONFIG_SCHEMA_PROPERTY, "a text that is not blank"),
        FLAG(ProblemCode.CONFIG_SCHEMA_PROPERTY, "true or false"),
        CONFIRM(ProblemCode.CONFIG_SCHEMA_PROPERTY, "a text that asks for confirmation, or true or false"),
        NUMBER(ProblemCode.CONFIG_SCHEMA_NUMBER, "a number"),
        TONE(ProblemCode.CONFIG_SCHEMA_VARIANT, "a tone"),
        FLAG_DEFAULT(ProblemCode.CONFIG_SCHEMA_DEFAULT, "true or false"),
        OPTION_DEFAULT(ProblemCode.CONFIG_SCHEMA_DEFAULT, "the value of one of the options"),
        OPTIONS(ProblemCode.CONFIG_SCHEMA_OPTION, "an array of at least one option"),
        BADGES(ProblemCode.CONFIG_SCHEMA_PROPERTY, "an array of badges"),
        VARIANTS(ProblemCode.CONFIG_SCHEMA_VARIANT, "an array of at least one variant"),
        ITEM_FIELDS(ProblemCode.CONFIG_SCHEMA_ITEM_FIELD, "an array of at least one field of kind text or secret");

        private final ProblemCode code;
        private final String valid;

        Check(ProblemCode code, String valid) {
            this.code = code;
            this.valid = valid;
        }

        ProblemCode code() {
            return code;
        }

        String valid() {
            return valid;
        }
    }

    static Property required(String name, Check check) {
        return new Property(name, true, check);
    }

    static Property optional(String name, Check check) {
        return new Property(name, false, check);
    }
}
