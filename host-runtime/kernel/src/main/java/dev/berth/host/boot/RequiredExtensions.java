/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import dev.berth.manifest.VersionRange;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The extensions that the configuration of the host requires, each with its pin (LIFE-140 to LIFE-143). */
public final class RequiredExtensions {
    /** None. */
    public static final RequiredExtensions NONE = new RequiredExtensions(Map.of());

    private final SortedMap<ExtensionId, Requirement> byId;

    private RequiredExtensions(Map<ExtensionId, Requirement> byId) {
        this.byId = new TreeMap<>(byId);
    }

    /**
     * Returns a copy with one more.
     *
     * @param resolution {@code guardedOptional}; anything else is read as {@code required}
     */
    public RequiredExtensions with(ExtensionId id, VersionRange range, String resolution) {
        RequiredExtensions more = new RequiredExtensions(byId);
        more.byId.put(id, Requirement.of(range, resolution));
        return more;
    }

    /** Returns their ids. */
    public Set<ExtensionId> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** Tells whether it is one of them. */
    public boolean names(ExtensionId id) {
        return byId.containsKey(id);
    }

    /**
     * Returns why a version may not be taken (LIFE-141).
     *
     * @param version as it was asked for; a tag is not exact and inside of no pin
     * @param effect what did not happen
     */
    public Optional<Problem> refusal(ExtensionId id, String version, String effect) {
        return Optional.ofNullable(byId.get(id))
                .filter(needed -> !needed.accepts(version))
                .map(
                        needed -> Problem.of(
                                        ProblemCode.REQUIRED_PIN_VIOLATED,
                                        id.value(),
                                        id
                                                + " is required by the configuration of this host at exactly one version inside "
                                                + needed.range() + " ("
                                                + needed.range().words() + "); found " + version + ". "
                                                + effect)
                                .fact("pin", needed.range().toString())
                                .fact("version", version)
                                .operator(
                                        "bring a version inside the pin in, or change \"requiredExtensions\" and start again."));
    }

    /** Says that one is not installed, or not live; of one that is guarded that is a warning (LIFE-143). */
    public Problem missing(ExtensionId id, String found) {
        Problem missing = Problem.of(
                        ProblemCode.REQUIRED_MISSING,
                        id.value(),
                        id + " is required by the configuration of this host and needs to be installed and live; found "
                                + found + ". In production the host does not start without it.")
                .operator("start with --skip required-assert and bring it in: berth install FILE");
        return isGuarded(id) ? missing.severity(Severity.WARNING) : missing;
    }

    /** Tells whether the host starts without it, and says so. */
    private boolean isGuarded(ExtensionId id) {
        return Optional.ofNullable(byId.get(id))
                .filter(Requirement::guardedOptional)
                .isPresent();
    }
}
