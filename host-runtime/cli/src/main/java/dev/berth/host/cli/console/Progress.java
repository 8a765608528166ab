/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows on the terminal that long work goes on; what ends soon shows nothing. */
public final class Progress {
    private static final long FIRST = 400;
    private static final long NEXT = 150;
    private static final String FRAMES = "|/-\\";

    private final Terminal terminal;
    private final boolean wanted;

    public Progress(Terminal terminal, boolean wanted) {
        this.terminal = terminal;
        this.wanted = wanted && terminal.errShows();
    }

    /** Does the work and shows what it is. */
    public <T> T during(String what, Supplier<T> work) {
        return during(() -> what, work);
    }

    /** Does the work and shows how far it came; the text is asked for again and again. */
    public <T> T during(Supplier<String> what, Supplier<T> work) {
        if (!wanted) {
            return work.get();
        }
        CountDownLatch done = new CountDownLatch(1);
        Thread painter = Thread.ofVirtual().start(() -> paint(what, done));
        try {
            return work.get();
        } finally {
            done.countDown();
            await(painter);
        }
    }

    private void paint(Supplier<String> what, CountDownLatch done) {
        int longest = 0;
        long start = System.nanoTime();
        try {
            for (int i = 0; !done.await(i == 0 ? FIRST : NEXT, TimeUnit.MILLISECONDS); i++) {
                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                char frame = FRAMES.charAt(i % FRAMES.length());
                String line = frame + " " + what.get() + (seconds > 0 ? " (" + seconds + " s)" : "");
                longest = Math.max(longest, line.length());
                terminal.err().print("\r" + line);
                terminal.err().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(FIRST)) {
            terminal.err().print("\r" + " ".repeat(longest) + "\r");
            terminal.err().flush();
        }
    }

    private static void await(Thread painter) {
        try {
            painter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
