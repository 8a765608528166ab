/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The options of every command (CLI-1), as they were given. */
public record CommonOptions(boolean json, boolean quiet, Optional<Path> home, Optional<URI> host) {}
