/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.audit.AuditEvent;
import dev.berth.sdk.problem.Problem;
import java.util.List;

/** What a transition of PORT-41 to PORT-51 comes to. */
public sealed interface GrantDecision {
    /** The row changes; the events say how. */
    record Changed(Grant grant, List<AuditEvent> events) implements GrantDecision {}

    /** Nothing changes and nothing is written. */
    record Same(Grant grant) implements GrantDecision {}

    /** It is refused and nothing is written. */
    record Refused(Problem problem) implements GrantDecision {}
}
