/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.jvm;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM says of itself.
 *
 * @param feature its release, 25
 * @param arguments it was started with, those of the environment too
 * @param options of the ones asked for, those that it knows
 */
record JvmFacts(int feature, List<String> arguments, Map<String, String> options) {
    static final String ATTACH = "DisableAttachMechanism";
    static final String AGENTS = "EnableDynamicAgentLoading";

    JvmFacts {
        arguments = List.copyOf(arguments);
        options = Map.copyOf(options);
    }

    static JvmFacts ofThis() {
        @Nullable HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Map<String, String> options = bean == null
                ? Map.of()
                : Set.of(ATTACH, AGENTS).stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> bean.getVMOption(name).getValue()));
        return new JvmFacts(
                Runtime.version().feature(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                options);
    }

    boolean has(String flag) {
        return arguments.contains(flag);
    }

    boolean is(String option, String value) {
        return value.equals(options.get(option));
    }
}
