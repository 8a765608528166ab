/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.lang.management.ManagementFactory;
import java.security.Provider;
import java.security.Security;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Code that leaves something behind, one way each. Is loaded below the tests' loader; answers with what mends it. */
public final class Leak implements Function<String, Runnable> {
    private static final Logger LOGGER = Logger.getLogger("dev.berth.leak");

    @Override
    public Runnable apply(String way) {
        try {
            return leave(way);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Runnable leave(String way) throws Exception {
        return switch (way) {
            case "thread" -> thread(new Poller());
            case "target" -> thread(withContext(new Thread(new Waiting(), "target"), null));
            case "handler" -> handled();
            case "timer" -> {
                Timer timer = new Timer("old timer", true);
                yield timer::cancel;
            }
            case "executor" -> {
                ExecutorService pool = Executors.newFixedThreadPool(1, run -> new Thread(run, "old pool"));
                pool.submit(() -> {}).get();
                yield pool::shutdownNow;
            }
            case "driver" -> {
                Driver driver = new OwnDriver();
                DriverManager.registerDriver(driver);
                yield () -> {};
            }
            case "mbean" -> {
                ManagementFactory.getPlatformMBeanServer()
                        .registerMBean(new Own(), new ObjectName("dev.berth.leak:type=Own"));
                yield () -> {};
            }
            case "log" -> {
                LOGGER.addHandler(new OwnHandler());
                yield () -> {};
            }
            case "filter" -> {
                Handler handler = new ConsoleHandler();
                handler.setFilter(new OwnFilter());
                LOGGER.addHandler(handler);
                yield () -> {};
            }
            case "provider" -> {
                Security.addProvider(new OwnProvider());
                yield () -> Security.removeProvider("leak");
            }
            case "uncaught" -> {
                Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
                Thread.setDefaultUncaughtExceptionHandler(new OwnUncaught());
                yield () -> Thread.setDefaultUncaughtExceptionHandler(before);
            }
            case "timeout" -> {
                CompletableFuture<String> late = new CompletableFuture<String>().orTimeout(1, TimeUnit.HOURS);
                yield () -> late.complete("mended");
            }
            default -> () -> {};
        };
    }

    private static Thread withContext(Thread thread, @Nullable ClassLoader loader) {
        thread.setContextClassLoader(loader);
        return thread;
    }

    private static Runnable thread(Thread thread) {
        thread.setDaemon(true);
        thread.start();
        return thread::interrupt;
    }

    /** Neither the thread's class nor its context nor a frame of its stack is of this loader. */
    private static Runnable handled() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), run -> {
                    Thread thread = withContext(new Thread(run, "handled"), null);
                    thread.setUncaughtExceptionHandler(new OwnUncaught());
                    return thread;
                });
        pool.prestartAllCoreThreads();
        return pool::shutdownNow;
    }

    private static final class Poller extends Thread {
        Poller() {
            super("poller");
            setContextClassLoader(null);
        }

        @Override
        public void run() {
            new Waiting().run();
        }
    }

    private static final class Waiting implements Runnable {
        @Override
        public void run() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the MBean shows. */
    public interface OwnMBean {
        int getSize();
    }

    /** An MBean. */
    public static final class Own implements OwnMBean {
        @Override
        public int getSize() {
            return 1;
        }
    }

    private static final class OwnHandler extends Handler {
        @Override
        public void publish(LogRecord entry) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class OwnFilter implements java.util.logging.Filter {
        @Override
        public boolean isLoggable(LogRecord entry) {
            return false;
        }
    }

    private static final class OwnUncaught implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {}
    }

    private static final class OwnProvider extends Provider {
        private static final long serialVersionUID = 1L;

        OwnProvider() {
            super("leak", "1", "nothing");
        }
    }

    private static final class OwnDriver implements Driver {
        @Override
        public Connection connect(String url, Properties info) {
            throw new UnsupportedOperationException(url);
        }

        @Override
        public boolean acceptsURL(String url) {
            return false;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return LOGGER;
        }
    }
}
