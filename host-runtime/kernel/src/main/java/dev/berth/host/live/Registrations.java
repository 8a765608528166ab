/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.host.live.Contribution.Slot;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What one revision has registered: staged until the swap, live after it, withdrawn at the end (PORT-8, LIFE-106). */
public final class Registrations {
    private final Owner owner;
    private final Map<Slot, Contribution> contributions = new LinkedHashMap<>();
    private Optional<LiveRegistry> registry = Optional.empty();
    private boolean closed;

    public Registrations(Owner owner) {
        this.owner = owner;
    }

    /** Adds a contribution, in place of what stood in its slot. Once live, callers see it when this returns. */
    @SuppressWarnings("ReferenceEquality") // an equal contribution in its place is another registration
    public synchronized Registration add(Contribution contribution) {
        if (closed) {
            return () -> {};
        }
        contributions.put(contribution.slot(), contribution);
        publish("register " + contribution.slot() + " of " + owner.subject());
        return () ->
                removeIf(held -> held == contribution, "withdraw " + contribution.slot() + " of " + owner.subject());
    }

    /** Withdraws what came through a port, because it was revoked (PORT-53); returns whether there was anything. */
    public boolean withdraw(PortName port) {
        return removeIf(contribution -> contribution.slot().via() == port, "revoke " + port + " of " + owner.subject());
    }

    private synchronized boolean removeIf(Predicate<Contribution> gone, String reason) {
        boolean any = contributions.values().removeIf(gone);
        if (any) {
            publish(reason);
        }
        return any;
    }

    private void publish(String reason) {
        registry.ifPresent(live -> live.swap(reason, set -> set.with(owner.id(), contributions.values())));
    }

    /** Returns what is registered, in order. */
    public synchronized List<Contribution> all() {
        return List.copyOf(contributions.values());
    }

    /** From now on changes are live. What was added since {@code swapped} was read is published now. */
    public synchronized void goLive(LiveRegistry live, List<Contribution> swapped) {
        registry = Optional.of(live);
        if (!new ArrayList<>(contributions.values()).equals(swapped)) {
            publish("register more of " + owner.subject());
        }
    }

    /**
     * Changes nothing live any more and takes no more, because another set is about to take its place: a registration during
     * drain or destroy must not bring the old revision back.
     */
    public synchronized void retire() {
        closed = true;
        registry = Optional.empty();
    }

    /** Takes no more; what is live was already replaced by whoever closes this. */
    public synchronized void close() {
        closed = true;
        registry = Optional.empty();
        contributions.clear();
    }
}
