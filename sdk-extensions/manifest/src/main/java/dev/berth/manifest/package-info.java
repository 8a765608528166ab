/* SPDX-License-Identifier: Apache-2.0 */
/** The one reader and validator of {@code package.json} (MAN-1). Pure: no class is loaded, no code run, nothing fetched. */
@NullMarked
package dev.berth.manifest;

import org.jspecify.annotations.NullMarked;
