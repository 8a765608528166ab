/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The one reader of package files (TRUST-95, TRUST-96). Nothing else may open a ZIP, JAR, TAR or GZIP from outside.
 *
 * <p>A package is hostile until proven otherwise. The file is read into memory once, up to its limit, and everything after that
 * looks at those bytes only, so nobody can change them between two looks. First the structure is checked on the raw bytes: what
 * one tool would see and another would not is refused. Then Commons Compress opens the same bytes, and both must have understood
 * the same thing. Then every entry is produced once, counted against what it declares. What is wrong becomes a problem; no
 * exception leaves this package.
 */
@NullMarked
package dev.berth.host.marketplace.pack;

import org.jspecify.annotations.NullMarked;
