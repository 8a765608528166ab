/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.host.live.Contribution.Slot;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What one revision has registered: staged until the swap, live after it, withdrawn at the end (PORT-8, LIFE-106). */
public final class Registrations {
    private final Owner owner;
    private List<Contribution> contributions = List.of();
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
        contributions = with(contribution);
        publish("register " + contribution.slot() + " of " + owner.subject());
        return () ->
                removeIf(held -> held == contribution, "withdraw " + contribution.slot() + " of " + owner.subject());
    }

    private List<Contribution> with(Contribution added) {
        List<Contribution> all = new ArrayList<>(contributions);
        Slot slot = added.slot();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).slot().equals(slot)) {
                all.set(i, added);
                return List.copyOf(all);
            }
        }
        all.add(added);
        return List.copyOf(all);
    }

    /** Withdraws what came through a port, because it was revoked (PORT-53); returns whether there was anything. */
    public boolean withdraw(PortName port) {
        return removeIf(contribution -> contribution.slot().via() == port, "revoke " + port + " of " + owner.subject());
    }

    private synchronized boolean removeIf(Predicate<Contribution> gone, String reason) {
        List<Contribution> left = contributions.stream().filter(gone.negate()).toList();
        boolean any = left.size() < contributions.size();
        if (any) {
            contributions = left;
            publish(reason);
        }
        return any;
    }

    private void publish(String reason) {
        registry.ifPresent(live -> live.swap(reason, set -> set.with(owner.id(), contributions)));
    }

    /** Returns what is registered, in order. */
    public synchronized List<Contribution> all() {
        return contributions;
    }

    /** From now on changes are live. What was added since {@code swapped} was read is published now. */
    public synchronized void goLive(LiveRegistry live, List<Contribution> swapped) {
        registry = Optional.of(live);
        if (!contributions.equals(swapped)) {
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
        contributions = List.of();
    }
}
