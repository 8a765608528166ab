/* SPDX-License-Identifier: Apache-2.0 */
/** The proof that what is gone is gone: class loaders of stopped revisions are watched until they are collected (ENG-40). */
@NullMarked
package dev.berth.host.unload;

import org.jspecify.annotations.NullMarked;
