/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.jvm;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The ways around all layers that only the JVM can close, and how each is tried. */
enum Escape {
    NATIVE("native code", "--illegal-native-access=deny") {
        @Override
        Optional<Open> open(JvmFacts facts) {
            return byFlag(facts, 24, Trials::loadsNative);
        }
    },
    UNSAFE("memory through Unsafe", "--sun-misc-unsafe-memory-access=deny") {
        @Override
        Optional<Open> open(JvmFacts facts) {
            return byFlag(facts, 23, Trials::reachesMemory);
        }
    },
    ATTACH("tools that attach", "-XX:+DisableAttachMechanism") {
        @Override
        Optional<Open> open(JvmFacts facts) {
            return facts.is(JvmFacts.ATTACH, "true") ? unless(!Trials.attaches()) : missing();
        }
    },
    AGENTS("agents that come later", "-XX:-EnableDynamicAgentLoading") {
        @Override
        Optional<Open> open(JvmFacts facts) {
            return facts.is(JvmFacts.AGENTS, "false") ? Optional.empty() : missing();
        }
    },
    DESERIALIZATION("deserialisation of any class", "-Djdk.serialFilter") {
        @Override
        Optional<Open> open(JvmFacts facts) {
            return Trials.deserializes()
                    ? Optional.of(new Open(
                            "no -Djdk.serialFilter refuses it",
                            "a -Djdk.serialFilter that refuses all classes but those of java.base"))
                    : Optional.empty();
        }
    },
    INTERNALS("private parts of the JDK", "") {
        @Override
        Optional<Open> open(JvmFacts facts) {
            List<String> open = Trials.openPackages();
            return open.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Open(
                            String.join(", ", open.subList(0, Math.min(3, open.size()))) + " opened to all code",
                            "neither --add-opens nor --add-exports of packages of java.base"));
        }
    };

    private final String words;
    private final String flag;

    Escape(String words, String flag) {
        this.words = words;
        this.flag = flag;
    }

    /** Why a way is open, and what would close it. */
    record Open(String why, String fix) {}

    /** Tries it, where the JVM promises that it is closed; empty if it is. */
    abstract Optional<Open> open(JvmFacts facts);

    String flag() {
        return flag;
    }

    Optional<Open> byFlag(JvmFacts facts, int since, BooleanSupplier passes) {
        if (facts.feature() < since) {
            return Optional.of(
                    new Open("JDK " + facts.feature() + " cannot refuse it", "JDK 24 or later with " + flag));
        }
        return facts.has(flag) ? unless(!passes.getAsBoolean()) : missing();
    }

    Optional<Open> unless(boolean closed) {
        return closed
                ? Optional.empty()
                : Optional.of(new Open("it works in spite of " + flag, "no flag that allows it beside " + flag));
    }

    Optional<Open> missing() {
        return Optional.of(new Open("the flag " + flag + " is missing", flag));
    }

    @Override
    public String toString() {
        return words;
    }
}
