/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import dev.berth.host.extension.Loaded;

/** Keeps tokens. All methods join the transaction of the calling thread. */
public interface TokenStore {
    /** Returns all tokens. */
    Loaded<Token> load();

    /** Inserts or replaces a token by its id. */
    void save(Token token);

    /** Deletes a token physically; a missing one is no error. */
    void delete(String id);
}
