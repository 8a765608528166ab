/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import dev.berth.host.HostAssembly;
import dev.berth.host.HostConfig;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.launcher.Assembly;
import dev.berth.host.marketplace.trust.TrustPipeline;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.sdk.value.SdkAbi;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** The real parts of a host whose scan at install is blind, so that the layers behind it are seen. */
final class Unscanned implements HostAssembly {
    @Override
    public Parts open(HostConfig config) {
        Parts real = new Assembly().open(config);
        PackageVerifier blind = new TrustPipeline(
                config.home().resolve("unscanned"),
                ManifestPolicy.of(SdkAbi.VERSION),
                (digest, entries, validation, live) -> List.of());
        RecordComponent[] components = Parts.class.getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                boolean verifies = components[i].getType() == PackageVerifier.class;
                values[i] = verifies ? blind : components[i].getAccessor().invoke(real);
            }
            return Parts.class
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
