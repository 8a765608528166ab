/* SPDX-License-Identifier: Apache-2.0 */
/** The keys that an operator trusts and the packages that he does not, and how what is installed stands to both. */
@NullMarked
package dev.berth.host.trust;

import org.jspecify.annotations.NullMarked;
