/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.discovery;

import dev.berth.sdk.port.Actor;
import java.util.Optional;

/**
 * For whom something is looked up (GATE-90).
 *
 * @param actor who; empty for nobody known
 * @param scope what they look at, such as the id of an organisation; empty for the whole platform
 */
public record Viewer(Optional<Actor> actor, String scope) {}
