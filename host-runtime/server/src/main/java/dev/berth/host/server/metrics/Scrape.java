/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.metrics;

import dev.berth.host.HostRuntime;
import dev.berth.host.HostStatus;
import dev.berth.host.meter.Meters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;

/** The meters of a host, read when somebody asks. There is a counter an extension and count, and nothing else grows. */
public final class Scrape {
    /** The media type of the text. */
    public static final String MEDIA_TYPE = "text/plain;version=0.0.4;charset=utf-8";

    private final HostRuntime host;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Reads this host. */
    public Scrape(HostRuntime host) {
        this.host = host;
        gauge("berth.live.generation", "Number of the last change of what is live", HostStatus::generation);
        gauge("berth.extensions.active", "Extensions that are active", HostStatus::active);
        gauge("berth.extensions.installed", "Extensions that are installed", HostStatus::installed);
        gauge("berth.ready", "1 if everything that must run runs", status -> status.ready() ? 1 : 0);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void gauge(String name, String what, ToDoubleFunction<HostStatus> value) {
        Gauge.builder(name, host, running -> value.applyAsDouble(running.status()))
                .description(what)
                .register(registry);
    }

    /** Returns all meters in the text format of Prometheus. */
    public synchronized String text() {
        host.meters().keys().forEach(this::register);
        return registry.scrape();
    }

    private void register(Meters.Key key) {
        FunctionCounter.builder(key.count().meter(), host.meters(), meters -> meters.value(key))
                .description(key.count().what())
                .tag("extension", key.extension().value())
                .register(registry);
    }
}
