/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.HostStatus;
import dev.berth.host.extension.Transactor;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The open database. One transaction runs at a time; a call joins the one of its thread, if there is one. */
public final class Database implements Transactor, AutoCloseable {
    /** Time for a server to start again. Callers wait meanwhile, and nobody writes. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Connections connections;
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Sql transaction;
    private final List<Runnable> afterwards = new ArrayList<>();
    private boolean spoiled;
    private final Together together = new Together(this);

    private Database(Connections connections) {
        this.connections = connections;
    }

    /**
     * Opens a file, or makes it.
     *
     * @param folder where it lies
     * @param overgrown in bytes; a file of this size or less is not worth writing anew
     * @throws dev.berth.sdk.problem.ProblemException {@code store-corrupt}, {@code store-newer}, {@code disk-full}, {@code
     *     home-unwritable}; then the file is as it was
     */
    public static Database inFile(Path folder, long overgrown) {
        return open(new DatabaseFile(folder, Schema.CURRENT, overgrown));
    }

    /**
     * Opens a database of a server, and makes its tables if it has none.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code store-unavailable}, {@code store-newer}, {@code store-corrupt}
     */
    public static Database onServer(DatabaseAddress address) {
        return open(new DatabaseServer(address, Schema.CURRENT), PATIENCE);
    }

    static Database open(DatabaseFile file) {
        return new Database(FileConnections.open(file));
    }

    /** For so long at most, a server is asked for an answer that was lost. */
    static Database open(DatabaseServer server, Duration patience) {
        return new Database(ServerConnections.open(server, patience));
    }

    /**
     * Does it in one transaction. If the answer to the commit is lost, the database is asked whether it has kept it: a throw then says
     * that it has not, or that it did not answer for {@link #PATIENCE} either. In that case the state after the next start may be the
     * one that was to be.
     */
    @Override
    public <T> T within(Supplier<T> work) {
        return write(sql -> work.get(), Connections::commitSurely);
    }

    @Override
    public void afterwards(Runnable work) {
        if (isWithin()) {
            afterwards.add(work);
        } else {
            work.run();
        }
    }

    /** Changes something: in the transaction of this thread, else in one of its own. */
    public <T> T write(Sql.Work<T> work) {
        return write(work, Connections::commit);
    }

    /** How a transaction ends that is to be kept. */
    @FunctionalInterface
    private interface End {
        void commit(Connections connections) throws SQLException;
    }

    private <T> T write(Sql.Work<T> work, End end) {
        if (isWithin()) {
            return join(work);
        }
        List<Runnable> due = new ArrayList<>();
        try {
            Kept<T> kept = commit(work, end, due);
            settle(kept);
            return kept.result();
        } finally {
            due.forEach(Runnable::run);
        }
    }

    /**
     * Changes something in one transaction with what other threads want to change at this moment, or in that of this thread.
     *
     * @param work statements and nothing else: any of these threads runs it, and runs it again if another one's has failed
     */
    public <T> T writeTogether(Sql.Work<T> work) {
        return isWithin() ? join(work) : together.write(work);
    }

    /** What a transaction came to, and what to wait for until it outlives a crash. */
    record Kept<T>(T result, long commit) {}

    /** Commits without waiting for the disk; nothing of the work is to run afterwards. */
    <T> Kept<T> commit(Sql.Work<T> work) {
        return commit(work, Connections::commit, new ArrayList<>());
    }

    private <T> Kept<T> commit(Sql.Work<T> work, End end, List<Runnable> due) {
        Sql sql = begin();
        boolean kept = false;
        try {
            T result = work.with(sql);
            if (spoiled) {
                throw new IllegalStateException("A nested transaction failed, so the outer one cannot be kept");
            }
            end.commit(connections);
            kept = true;
            return new Kept<>(result, connections.committed());
        } catch (SQLException e) {
            throw connections.failure(e);
        } finally {
            due.addAll(kept ? leave() : end());
        }
    }

    /** Reads: what the transaction of this thread has written so far, else what is committed. */
    public <T> T read(Sql.Work<T> work) {
        if (isWithin()) {
            return join(work);
        }
        try {
            return connections.read(work);
        } catch (SQLException e) {
            throw connections.failure(e);
        }
    }

    /**
     * Returns a source of connections for libraries that bring their own statements. Within a transaction of the thread that asks, a
     * connection is part of it: it cannot commit, and closing it changes nothing. Elsewhere it is the one that writes, and others
     * wait until it is closed, by the thread that asked for it; what it committed is on the disk then.
     */
    public DataSource dataSource() {
        return new JoiningDataSource(this);
    }

    /** Tells how it is now. */
    public HostStatus.Database describe() {
        try {
            // The first word: builds have names of their own.
            String version = this.<String>read(sql ->
                    sql.connection().getMetaData().getDatabaseProductVersion().split(" ", 2)[0]);
            return new HostStatus.Database(connections.product(), version, connections.place(), true);
        } catch (ProblemException e) {
            return new HostStatus.Database(connections.product(), "", connections.place(), false);
        }
    }

    /** Closes it; waits for the transaction that runs. A second call does nothing. */
    @Override
    public void close() {
        writing.lock();
        try {
            connections.close();
        } finally {
            writing.unlock();
        }
    }

    /** Tells whether this thread is in a transaction. */
    public boolean isWithin() {
        return writing.isHeldByCurrentThread();
    }

    /** Returns the connection of the transaction of this thread. */
    Connection joined() {
        return current().connection();
    }

    /** Waits for its turn and begins a transaction. Not interruptible: a deadline must not leave one half done. */
    Sql begin() {
        writing.lock();
        boolean begun = false;
        try {
            Sql sql = new Sql(connections.writer());
            transaction = sql;
            begun = true;
            return sql;
        } finally {
            if (!begun) {
                writing.unlock();
            }
        }
    }

    /** Waits until all that this thread committed since it began is on the disk. */
    void settle() throws SQLException {
        settle(new Kept<>(this, connections.committed()));
    }

    /** Waits until a transaction, and each one before it, is on the disk. */
    void settle(Kept<?> kept) {
        try {
            connections.settle(kept.commit());
        } catch (SQLException e) {
            throw connections.failure(e);
        }
    }

    /** Ends what was begun, without what was not committed. Returns what is to run afterwards. */
    List<Runnable> end() {
        List<Runnable> due = forget();
        try {
            joined().rollback();
        } catch (SQLException e) {
            // The connection is dead, and with it all that was not committed.
        } finally {
            writing.unlock();
        }
        return due;
    }

    /**
     * Ends what was committed: H2 parses all statements anew after a rollback, even of nothing. Returns what is to run afterwards.
     */
    List<Runnable> leave() {
        List<Runnable> due = forget();
        writing.unlock();
        return due;
    }

    private List<Runnable> forget() {
        spoiled = false;
        List<Runnable> due = List.copyOf(afterwards);
        afterwards.clear();
        return due;
    }

    private <T> T join(Sql.Work<T> work) {
        boolean done = false;
        try {
            T result = work.with(current());
            done = true;
            return result;
        } catch (SQLException e) {
            throw connections.failure(e);
        } finally {
            spoiled |= !done;
        }
    }

    private Sql current() {
        return Objects.requireNonNull(transaction);
    }
}
