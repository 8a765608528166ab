/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who may do what: roles and what each allows, in one table; tokens, and the identity that one stands for.
 *
 * <p>An identity is bound to one organisation or to the whole platform. What it may do is what its roles allow, where it is
 * bound: {@link dev.berth.host.identity.Identity#require}.
 */
@NullMarked
package dev.berth.host.identity;

import org.jspecify.annotations.NullMarked;
