/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

/**
 * One regular file of a package.
 *
 * @param path relative to the package's root, with {@code /}, as the package spells it
 * @param executable the container records that its owner may execute it (TRUST-9)
 * @param size its bytes
 */
public record PackedFile(String path, boolean executable, long size) {}
