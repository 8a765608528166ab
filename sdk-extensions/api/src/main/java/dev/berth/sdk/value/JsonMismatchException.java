/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

/** A value that does not fit the asked type. The message names the place, what was needed, and the kind of value found. */
public final class JsonMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    JsonMismatchException(String path, String needed, String found) {
        super(path + " needs " + needed + "; found " + found);
    }
}
