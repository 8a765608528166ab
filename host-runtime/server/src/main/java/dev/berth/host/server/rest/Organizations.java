/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.port.config.ExtensionConfig;
import dev.berth.host.port.config.Writer;
import dev.berth.host.server.route.Call;

/** What a request configures, and as whom. */
final class Organizations {
    private Organizations() {}

    static ExtensionConfig config(HostRuntime host, Call call) {
        return host.configuration().of(call.extension(), call.organization());
    }

    static Writer writer(Call call) {
        return new Writer(call.by(), true);
    }
}
