/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Handlers, with their filters and formats, that were added to the loggers of {@code java.util.logging}. */
final class LogDetector implements Detector {
    private static final String FIX = "take it off in destroy: Logger.removeHandler.";

    private record Added(Logger logger, Handler handler) {
        Pin pin() {
            String name = logger.getName().isEmpty() ? "root logger" : "logger \"" + logger.getName() + "\"";
            return new Pin(
                    "log-handler",
                    "a handler of the " + name + " is a " + handler.getClass().getName(),
                    FIX);
        }
    }

    @Override
    public List<Pin> find(ClassLoader loader) {
        return added(loader).stream().map(Added::pin).toList();
    }

    @Override
    public List<Pin> clean(ClassLoader loader) {
        List<Added> all = added(loader);
        all.forEach(one -> one.logger().removeHandler(one.handler()));
        return all.stream().map(Added::pin).toList();
    }

    private static List<Added> added(ClassLoader loader) {
        List<Added> found = new ArrayList<>();
        LogManager manager = LogManager.getLogManager();
        for (String name : Collections.list(manager.getLoggerNames())) {
            Logger logger = manager.getLogger(name);
            if (logger != null) {
                Arrays.stream(logger.getHandlers())
                        .filter(handler -> holds(loader, handler))
                        .forEach(handler -> found.add(new Added(logger, handler)));
            }
        }
        return found;
    }

    private static boolean holds(ClassLoader loader, Handler handler) {
        return Stream.of(handler, handler.getFilter(), handler.getFormatter())
                .filter(Objects::nonNull)
                .anyMatch(part -> Detector.isOf(loader, part));
    }
}
