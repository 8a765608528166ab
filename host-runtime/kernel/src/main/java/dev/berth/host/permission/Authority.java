/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;

/** What one revision may do beside ports, now. For any thread; a granted demand costs one volatile read and a comparison. */
public interface Authority {
    /** Refuses everything: of code that is looked at and never run. */
    Authority NONE = new Authority() {
        @Override
        public void demand(Demand demand) {
            throw new PermissionDenied(Problem.of(
                    ProblemCode.PERMISSION_DENIED,
                    "Code that is not active",
                    "Code that is not active needs to be activated before it may " + demand.words()
                            + "; found no activation. It was refused."));
        }

        @Override
        public boolean allows(Demand demand) {
            return false;
        }

        @Override
        public Path temporaryFolder() {
            demand(new Demand.UseTemporary());
            throw new IllegalStateException("Every demand is refused");
        }
    };

    /**
     * Returns if code may do this now. A denial is audited; where the operator only watches, it is noted and let through.
     *
     * @throws PermissionDenied if it may not
     */
    void demand(Demand demand);

    /** Tells whether code may do this now, without a trace: to leave out what it may not see, such as variables in a map of all. */
    boolean allows(Demand demand);

    /**
     * Returns the private folder for temporary files, which is there.
     *
     * @throws PermissionDenied without the permission {@code fs:tmp}
     */
    Path temporaryFolder();
}
