/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

/**
 * An encrypted secret.
 *
 * @param keyId which master key opens it
 * @param nonce 96 random bits as base64
 * @param ciphertext with its tag, as base64
 */
public record Sealed(String keyId, String nonce, String ciphertext) {}
