/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What callers saw of one value that one writer changes: linearisable if each read and each write can be given an instant between
 * its start and its end, so that every read sees the write before it (Wing and Gong). Since writes do not overlap and reads change
 * nothing, taking whatever read may come next is never wrong: no choice has to be undone.
 *
 * @param initial the value before the first write
 * @param writes in their order
 */
record Register(String initial, List<Write> writes, List<Read> reads) {
    /** A change of the value. */
    record Write(long start, long end, String value) {}

    /** A call and what it was answered. */
    record Read(long start, long end, String value) {}

    /** Returns the first read that no order explains. */
    Optional<Read> unexplained() {
        List<Read> left = new ArrayList<>(reads);
        left.sort(Comparator.comparingLong(Read::end));
        String value = initial;
        for (int next = 0; next <= writes.size(); next++) {
            long writeEnds = next < writes.size() ? writes.get(next).end() : Long.MAX_VALUE;
            take(left, value, writeEnds);
            if (next < writes.size()) {
                Write write = writes.get(next);
                if (!left.isEmpty() && left.get(0).end() < write.start()) {
                    break;
                }
                value = write.value();
            }
        }
        return left.stream().findFirst();
    }

    /** Takes the reads of a value that can come before the next write and before every other read that is left. */
    private static void take(List<Read> left, String value, long writeEnds) {
        boolean more = true;
        while (more && !left.isEmpty()) {
            more = false;
            long firstEnd = Math.min(left.get(0).end(), writeEnds);
            for (Iterator<Read> all = left.iterator(); all.hasNext(); ) {
                Read read = all.next();
                if (read.value().equals(value) && read.start() <= firstEnd) {
                    all.remove();
                    more = true;
                    firstEnd = left.isEmpty() ? firstEnd : Math.min(left.get(0).end(), writeEnds);
                }
            }
        }
    }
}
