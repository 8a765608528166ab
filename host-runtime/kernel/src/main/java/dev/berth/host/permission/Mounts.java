/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.MountBound;
import dev.berth.host.audit.AuditEvent.MountRemoved;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Transactor;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The folders that the operator opens to extensions, by the names that permissions use. Those of the configuration stand above those of
 * commands. No folder may hold the home of the host or lie in it: there are its keys and its token.
 */
public final class Mounts {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final PermissionStore store;
    private final Transactor transactor;
    private final AuditLog audit;
    private final Clock clock;
    private final Path home;
    private final Map<String, Path> configured;
    private volatile SortedMap<String, Mount> bound = Collections.emptySortedMap();

    /** @param configured the folders that the configuration binds, by name */
    public Mounts(
            PermissionStore store,
            Transactor transactor,
            AuditLog audit,
            Clock clock,
            Path home,
            Map<String, Path> configured) {
        this.store = store;
        this.transactor = transactor;
        this.audit = audit;
        this.clock = clock;
        this.home = home;
        this.configured = Map.copyOf(configured);
    }

    /**
     * Reads what is bound. A folder that is gone stays bound to its mount: nothing can be reached through it until it is there again.
     *
     * @throws ProblemException {@code config-value-invalid} if the configuration binds what may not be bound
     */
    public void load() {
        SortedMap<String, Mount> all = new TreeMap<>();
        store.mounts().forEach(mount -> all.put(mount.name(), mount));
        configured.forEach((name, folder) ->
                all.put(name, new Mount(checked(name), real(name, folder.toString()), By.CONFIG, clock.instant())));
        bound = Collections.unmodifiableSortedMap(all);
    }

    /** Returns the mounts by name. */
    public SortedMap<String, Mount> all() {
        return bound;
    }

    /**
     * Binds a folder; code that holds a permission for the mount may use it from now on.
     *
     * @throws ProblemException {@code config-value-invalid} if the name or the folder cannot be one
     */
    public synchronized Mount bind(String name, String folder, By by) {
        changeable(checked(name));
        Mount mount = new Mount(name, real(name, folder), by, clock.instant());
        String before = Optional.ofNullable(bound.get(name))
                .map(old -> old.folder().toString())
                .orElse("");
        commit(
                new MountBound(name, before, mount.folder().toString()),
                by,
                () -> store.save(mount),
                all -> all.put(name, mount));
        return mount;
    }

    /**
     * Binds a mount to nothing: from the moment this returns nothing is reached through it.
     *
     * @throws ProblemException {@code config-value-invalid} if nothing is bound, or the configuration binds it
     */
    public synchronized void remove(String name, By by) {
        Mount mount = bound.get(name);
        if (mount == null) {
            throw refused(
                    name,
                    "the mount " + Quoted.of(name) + " needs to be bound before it can be removed; bound are: "
                            + (bound.isEmpty() ? "none" : String.join(", ", bound.keySet())),
                    "berth mounts shows what is bound.");
        }
        changeable(name);
        commit(
                new MountRemoved(name, mount.folder().toString()),
                by,
                () -> store.delete(name),
                all -> all.remove(name));
    }

    private interface Edit {
        void on(SortedMap<String, Mount> all);
    }

    private void commit(AuditEvent event, By by, Runnable write, Edit edit) {
        Changes changes = new Changes();
        changes.add(write, () -> {
            SortedMap<String, Mount> all = new TreeMap<>(bound);
            edit.on(all);
            bound = Collections.unmodifiableSortedMap(all);
        });
        changes.add(() -> audit.append(event, by));
        changes.commit(transactor);
    }

    private void changeable(String name) {
        if (configured.containsKey(name)) {
            throw refused(
                    name,
                    "the mount " + Quoted.of(name)
                            + " is bound by the configuration of the host, which alone changes it",
                    "change \"mounts\" in config.json and start the host again.");
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    name,
                    "a mount needs a name of at most 100 letters, digits, dots, hyphens and underscores, as permissions"
                            + " write it; found " + Quoted.of(name),
                    "give the name that follows fs:read: or fs:write:.");
        }
        return name;
    }

    private Path real(String name, String text) {
        Path folder;
        Path own;
        try {
            Path given = Path.of(text);
            if (text.isBlank() || !given.isAbsolute() || !Files.isDirectory(given)) {
                throw unfit(name, text, "the absolute path of a folder that is there");
            }
            folder = given.toRealPath();
            own = home.toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw unfit(name, text, "the absolute path of a folder that this host may read");
        }
        if (own.startsWith(folder) || folder.startsWith(own)) {
            throw unfit(name, text, "a folder that neither holds the home of the host nor lies in it (" + own + ")");
        }
        return folder;
    }

    private static ProblemException unfit(String name, String found, String needed) {
        return refused(
                name,
                "the mount " + Quoted.of(name) + " needs " + needed + "; found " + Quoted.of(found),
                "berth mounts set " + Denial.shown(name) + " FOLDER");
    }

    private static ProblemException refused(String name, String why, String fix) {
        return new ProblemException(Problem.of(
                        ProblemCode.CONFIG_VALUE_INVALID,
                        "mount " + Denial.shown(name),
                        Character.toUpperCase(why.charAt(0)) + why.substring(1) + ". Nothing was changed.")
                .operator(fix));
    }
}
