/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of the host's database for libraries; see {@link Database#dataSource()}. */
record JoiningDataSource(Database database) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        if (database.isWithin()) {
            return proxy(new Joined(database.joined()));
        }
        Connection writer = database.begin().connection();
        boolean lent = false;
        try {
            writer.setAutoCommit(true);
            lent = true;
            return proxy(new Lent(writer, database));
        } finally {
            if (!lent) {
                database.end();
            }
        }
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The host's database has one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The host logs through slf4j");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Nothing is wrapped that could be given away");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    private static Connection proxy(Handle handle) {
        return (Connection) Proxy.newProxyInstance(
                JoiningDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> handle.call(method, arguments == null ? new Object[0] : arguments));
    }

    /** A connection that ends otherwise than the one behind it. */
    private abstract static sealed class Handle {
        private final Connection connection;
        private boolean closed;

        Handle(Connection connection) {
            this.connection = connection;
        }

        final @Nullable Object call(Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close", "abort" -> {
                    if (!closed) {
                        closed = true;
                        end(connection);
                    }
                    yield null;
                }
                case "isClosed" -> closed;
                case "toString", "hashCode", "equals" -> method.invoke(this, arguments);
                default -> {
                    if (closed) {
                        throw new SQLException("The connection is closed");
                    }
                    yield mayCall(method.getName()) ? passed(method, arguments) : null;
                }
            };
        }

        private @Nullable Object passed(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        abstract void end(Connection ended) throws SQLException;

        /** Tells whether a call reaches the connection; one that may not and is no harm does nothing. */
        abstract boolean mayCall(String method) throws SQLException;
    }

    /** Part of a transaction of the host. */
    private static final class Joined extends Handle {
        Joined(Connection connection) {
            super(connection);
        }

        @Override
        void end(Connection ended) {}

        @Override
        boolean mayCall(String method) throws SQLException {
            return switch (method) {
                case "setAutoCommit" -> false;
                case "commit", "rollback" -> throw new SQLException("The transaction is the host's, and it ends it");
                default -> true;
            };
        }
    }

    /** The one that writes, until it is closed. */
    private static final class Lent extends Handle {
        private final Database database;

        Lent(Connection connection, Database database) {
            super(connection);
            this.database = database;
        }

        @Override
        void end(Connection ended) throws SQLException {
            boolean clean = false;
            try {
                if (!ended.getAutoCommit()) {
                    ended.rollback();
                }
                ended.setAutoCommit(false);
                clean = true;
                database.settle();
            } finally {
                (clean ? database.leave() : database.end()).forEach(Runnable::run);
            }
        }

        @Override
        boolean mayCall(String method) {
            return true;
        }
    }
}
