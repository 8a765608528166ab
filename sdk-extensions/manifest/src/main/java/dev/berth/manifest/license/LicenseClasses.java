/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.license;

import java.util.Comparator;
import java.util.Set;

/**
 * The classes of licences. {@code OR} has the best class of its parts, {@code AND} the worst; a licence with an exception has the
 * class that is listed for both together, or that of the licence (GATE-55).
 *
 * @param permissive ids, also {@code id WITH exception}
 * @param copyleft the same; what is in neither is rejected, and so is what is in both
 */
public record LicenseClasses(Set<String> permissive, Set<String> copyleft) {
    /** Copies both. */
    public LicenseClasses {
        permissive = Set.copyOf(permissive);
        copyleft = Set.copyOf(copyleft);
    }

    /** Returns the class of an expression. */
    public LicenseClass of(SpdxExpression expression) {
        Comparator<LicenseClass> order = Comparator.naturalOrder();
        if (expression instanceof SpdxExpression.Any any) {
            return any.parts().stream().map(this::of).min(order).orElseThrow();
        }
        if (expression instanceof SpdxExpression.All all) {
            return all.parts().stream().map(this::of).max(order).orElseThrow();
        }
        SpdxExpression.License license = (SpdxExpression.License) expression;
        String whole = license.toString();
        return isListed(whole) ? listed(whole) : listed(license.id());
    }

    private boolean isListed(String id) {
        return permissive.contains(id) || copyleft.contains(id);
    }

    private LicenseClass listed(String id) {
        if (permissive.contains(id) == copyleft.contains(id)) {
            return LicenseClass.REJECTED;
        }
        return permissive.contains(id) ? LicenseClass.PERMISSIVE : LicenseClass.COPYLEFT;
    }
}
