/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The objects port. An object is its newest version; every version is kept, and they stay when their extension goes (LIFE-124).
 *
 * <p>A value refers to another object by holding, anywhere, the JSON of an {@code ObjectRef}: an object of exactly {@code typeId}
 * and {@code id}, with or without {@code version}. References are kept beside the version that holds them, so that whoever takes
 * an extension away can be told what would point to nothing.
 */
@NullMarked
package dev.berth.host.port.objects;

import org.jspecify.annotations.NullMarked;
