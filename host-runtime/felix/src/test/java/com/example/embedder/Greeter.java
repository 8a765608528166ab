/* SPDX-License-Identifier: Apache-2.0 */
package com.example.embedder;

/** A contract of an embedding program. */
public interface Greeter {
    String greet(String name);
}
