/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Apache Felix behind {@link dev.berth.host.activation.BundleEngine}; nothing outside this package knows OSGi (ENG-12).
 *
 * <p>A package file reaches the framework through OSGi Connect: {@link PackageContent} reads it in place and shows the framework
 * those headers only that {@link BundleHeaders} lets through. All of a batch is resolved in one call, during which
 * {@link WiringRule} lets a bundle wire to what its {@link Visibility} allows. What did not resolve is explained by
 * {@link Refusals} and removed at once. Bundles are never started, so no code of an extension runs inside the framework.
 */
@NullMarked
package dev.berth.host.felix;

import org.jspecify.annotations.NullMarked;
