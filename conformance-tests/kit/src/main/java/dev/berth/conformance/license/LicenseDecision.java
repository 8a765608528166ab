/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import dev.berth.conformance.policy.LicensePolicy;
import dev.berth.manifest.license.LicenseClass;
import dev.berth.manifest.license.LicenseClasses;
import dev.berth.manifest.license.SpdxExpression;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a policy says of a licence. The one place that decides it, for gates and for installs alike (GATE-57).
 *
 * @param licenseClass the worst class of the extension and its libraries (GATE-55, GATE-56)
 * @param permit whether the scope may use the licence (GATE-51)
 * @param allowed the expressions that the scope may use, in order
 */
public record LicenseDecision(LicenseClass licenseClass, Permit permit, List<String> allowed) {
    /** Whether a scope may use a licence. */
    public enum Permit {
        ALLOWED,
        NOT_ALLOWED,
        /** The policy neither has the scope nor a default. */
        NO_POLICY,
        /** The declared licence is the one of where the extension comes from (GATE-52). */
        VENDORED
    }

    /** Copies the list. */
    public LicenseDecision {
        allowed = List.copyOf(allowed);
    }

    /**
     * Decides.
     *
     * @param declared what the extension declares; empty if that is missing or no expression
     * @param libraries the licences of libraries inside it, as far as they are known
     * @param scope without {@code @}
     * @param vendored whether it names where it comes from
     */
    public static LicenseDecision of(
            Optional<SpdxExpression> declared,
            Collection<SpdxExpression> libraries,
            String scope,
            boolean vendored,
            LicensePolicy policy) {
        LicenseClasses classes = new LicenseClasses(policy.permissive(), policy.copyleft());
        LicenseClass worst = Stream.concat(
                        Stream.of(declared.map(classes::of).orElse(LicenseClass.REJECTED)),
                        libraries.stream().map(classes::of))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Optional<Set<String>> entry = Optional.ofNullable(policy.byScope().get(scope))
                .or(() -> Optional.ofNullable(policy.byScope().get("@" + scope)))
                .or(policy::fallback);
        List<String> allowed = entry.stream().flatMap(Set::stream).sorted().toList();
        return new LicenseDecision(worst, permit(declared, entry, vendored), allowed);
    }

    private static Permit permit(Optional<SpdxExpression> declared, Optional<Set<String>> entry, boolean vendored) {
        if (vendored) {
            return Permit.VENDORED;
        }
        if (entry.isEmpty()) {
            return Permit.NO_POLICY;
        }
        Set<String> allowed = entry.get();
        List<String> wholes = allowed.stream()
                .flatMap(text -> SpdxExpression.find(text).stream())
                .map(SpdxExpression::toString)
                .toList();
        return declared.filter(expression -> isAllowed(expression, wholes)).isPresent()
                ? Permit.ALLOWED
                : Permit.NOT_ALLOWED;
    }

    /** Of a choice one part suffices, of a sum all are needed; an exception only adds to what a licence allows. */
    private static boolean isAllowed(SpdxExpression expression, List<String> allowed) {
        if (allowed.contains(expression.toString())) {
            return true;
        }
        return switch (expression) {
            case SpdxExpression.Any any -> any.parts().stream().anyMatch(part -> isAllowed(part, allowed));
            case SpdxExpression.All all -> all.parts().stream().allMatch(part -> isAllowed(part, allowed));
            case SpdxExpression.License license -> allowed.contains(license.id());
        };
    }
}
