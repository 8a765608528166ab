/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.boots;

import dev.berth.host.boot.HookMarks;
import dev.berth.host.store.disk.DiskProblems;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks as lines of a file that is only appended to. A line that was written outlives the process, however it ends, without waiting
 * for the disk: a boot of a thousand extensions writes some thousand lines, and a loss of power is no crash of an extension.
 *
 * <p>Plain file streams: channels close when their thread is interrupted.
 */
public final class FileMarks implements HookMarks {
    private static final Logger LOG = LoggerFactory.getLogger(FileMarks.class);

    private final Path file;
    private @Nullable FileOutputStream out;

    public FileMarks(Path file) {
        this.file = file;
    }

    @Override
    public Map<String, Integer> begin() {
        try {
            BootLines told = BootLines.read(lines());
            List<String> kept = new ArrayList<>(told.compact());
            kept.add(BootLines.BOOT);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, kept);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out = new FileOutputStream(file.toFile(), true);
            return told.failures();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private List<String> lines() throws IOException {
        try {
            // Whatever bytes are in it: ISO 8859-1 has a character for each.
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public void enter(String packageDigest, String hook) {
        append(BootLines.ENTER + " " + packageDigest + " " + hook);
    }

    @Override
    public void leave() {
        append(BootLines.LEAVE);
    }

    @Override
    public void failed(String packageDigest) {
        append(BootLines.FAILED + " " + packageDigest);
    }

    @Override
    public void forgive(String packageDigest) {
        try (FileOutputStream once = new FileOutputStream(file.toFile(), true)) {
            once.write(bytes(BootLines.FORGIVE + " " + packageDigest));
        } catch (IOException e) {
            // What it follows is done; at worst a later start quarantines the content once more.
            LOG.warn(
                    "{} cannot be written: {}. The failures of {} are not forgotten",
                    file,
                    e.toString(),
                    packageDigest);
        }
    }

    @Override
    public void end() {
        FileOutputStream open = out;
        out = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.warn("{} was not closed: {}", file, e.toString());
        }
    }

    private void append(String line) {
        try {
            if (out != null) {
                out.write(bytes(line));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}. In whose hook this boot ends will not be known", file, e.toString());
            end();
        }
    }

    /** One write a line, so that no line is half there after a kill. */
    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private RuntimeException failure(IOException e) {
        return DiskProblems.isDiskFull(e, file)
                ? DiskProblems.diskFull(file, "The host did not start.")
                : DiskProblems.homeUnwritable(file, "the disk answered \"" + e.getMessage() + "\"");
    }
}
