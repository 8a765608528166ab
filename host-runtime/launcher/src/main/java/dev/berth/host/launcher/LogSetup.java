/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;

/**
 * Sets logging up without reading a file, which would take longer than all commands but {@code up}. It acts only when the program
 * berth runs: a program that embeds a host keeps its own setup.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String FOLDER = "berth.logs";
    private static final String NONE = "none";

    /** What an extension logs may have line breaks; indented, they cannot pass for lines of the host. */
    private static final String MESSAGE = "%replace(%msg){'\\R', '\n    '}%n%ex";

    private static final FileSize LARGEST = new FileSize(10 * FileSize.MB_COEFFICIENT);
    private static final int OLD_FILES = 4;

    /** Made by logback. */
    public LogSetup() {}

    /** Lets this process log nothing; for commands, whose output is all they have to say. */
    static void silence() {
        System.setProperty(FOLDER, NONE);
    }

    /** Lets this process log into a folder. Call it before anything logs. */
    static void into(Path folder) {
        System.setProperty(FOLDER, folder.toString());
    }

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        if (folder.equals(NONE)) {
            root.setLevel(Level.OFF);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        root.setLevel(Level.INFO);
        boolean debug = "debug".equalsIgnoreCase(System.getenv("BERTH_LOG"));
        loggers.getLogger("dev.berth").setLevel(debug ? Level.DEBUG : Level.INFO);
        // They tell at info what each start does.
        for (String chatty :
                new String[] {"org.eclipse.jetty", "com.zaxxer.hikari", "org.flywaydb", "com.github.kagkarlsson"}) {
            loggers.getLogger(chatty).setLevel(Level.WARN);
        }
        root.addAppender(file(loggers, Path.of(folder)));
        root.addAppender(warnings(loggers));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Appender<ILoggingEvent> file(LoggerContext loggers, Path folder) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(folder.resolve("berth.log").toString());
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(loggers);
        rolling.setParent(file);
        rolling.setFileNamePattern(folder.resolve("berth.%i.log").toString());
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(loggers);
        size.setMaxFileSize(LARGEST);
        size.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(size);
        return started(file, loggers, "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{24} [%thread] " + MESSAGE);
    }

    private static Appender<ILoggingEvent> warnings(LoggerContext loggers) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel(Level.WARN.toString());
        filter.start();
        console.addFilter(filter);
        return started(console, loggers, "%-5level " + MESSAGE);
    }

    private static Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender, LoggerContext loggers, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(loggers);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
