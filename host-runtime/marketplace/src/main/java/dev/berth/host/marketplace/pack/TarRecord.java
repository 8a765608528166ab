/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

/**
 * One entry of a TAR.
 *
 * @param path with the top folder, without the slash that ends the name of a folder
 * @param data where its bytes start
 */
record TarRecord(String path, boolean folder, boolean executable, int data, int size) {}
