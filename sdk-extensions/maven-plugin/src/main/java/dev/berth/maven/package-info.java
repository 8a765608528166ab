/* SPDX-License-Identifier: Apache-2.0 */
/** Goals for the builds of extensions. */
@org.jspecify.annotations.NullMarked
package dev.berth.maven;
