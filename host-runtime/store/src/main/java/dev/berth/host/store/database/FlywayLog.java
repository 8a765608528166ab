/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns down what Flyway tells: that a first start makes tables is no news to an operator. */
public final class FlywayLog implements LogCreator {
    /** Flyway makes it, by its name. */
    public FlywayLog() {}

    @Override
    public Log createLogger(Class<?> type) {
        return new Turned(LoggerFactory.getLogger(type));
    }

    private record Turned(Logger logger) implements Log {
        @Override
        public void debug(String message) {
            logger.trace("{}", message);
        }

        @Override
        public void info(String message) {
            logger.debug("{}", message);
        }

        @Override
        public void notice(String message) {
            logger.debug("{}", message);
        }

        @Override
        public void warn(String message) {
            logger.warn("{}", message);
        }

        @Override
        public void error(String message) {
            logger.error("{}", message);
        }

        @Override
        public void error(String message, Exception thrown) {
            logger.error("{}", message, thrown);
        }
    }
}
