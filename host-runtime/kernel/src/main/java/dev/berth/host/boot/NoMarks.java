/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import java.util.Map;

/** Remembers nothing. */
final class NoMarks implements HookMarks {
    @Override
    public Map<String, Integer> begin() {
        return Map.of();
    }

    @Override
    public void enter(String packageDigest, String hook) {}

    @Override
    public void leave() {}

    @Override
    public void failed(String packageDigest) {}

    @Override
    public void forgive(String packageDigest) {}

    @Override
    public void end() {}
}
