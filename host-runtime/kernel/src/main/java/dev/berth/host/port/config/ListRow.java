/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.manifest.config.ConfigForm.Field;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.Optional;

/**
 * How the secrets in the items of a list are kept: each under {@code <list>.<number>.<item>}, where the extension finds them by the
 * place of the item. Keys of forms have no dots, so that no other key looks like these (MAN-205).
 */
final class ListRow {
    /** What an item carries to say which stored one it was; no key of a form begins like this. */
    static final String NUMBER = "$row";

    private static final String SET = "set";

    private ListRow() {}

    static String key(Field list, int row, Field item) {
        return list.key() + "." + row + "." + item.key();
    }

    /** Shows a secret. */
    static JsonObject mark(boolean set) {
        return JsonObject.of(SET, set);
    }

    /** Tells whether a value is that of a secret which is to stay as it is: what was shown, or nothing. */
    static boolean stays(Optional<JsonValue> value) {
        return value.isEmpty()
                || (value.get() instanceof JsonObject mark
                        && mark.members().size() == 1
                        && mark.get(SET).orElse(mark) instanceof JsonBoolean);
    }
}
