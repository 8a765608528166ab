/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The numbers in a heap dump. */
final class HprofInput implements Closeable {
    private static final int BUFFER = 1 << 20;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long position;
    private int idSize;

    private HprofInput(FileChannel file) {
        this.file = file;
    }

    /** Opens a dump behind its header. */
    static HprofInput open(Path dump) throws IOException {
        HprofInput in = new HprofInput(FileChannel.open(dump));
        boolean opened = false;
        try {
            while (in.u1() != 0) {
                // The name of the format.
            }
            in.idSize = Math.toIntExact(in.u4());
            in.skip(8);
            opened = true;
            return in;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    /** Returns how many bytes have been read. */
    long position() {
        return position;
    }

    int idSize() {
        return idSize;
    }

    boolean hasMore() throws IOException {
        return buffer.hasRemaining() || fill();
    }

    int u1() throws IOException {
        return need(1).get() & 0xFF;
    }

    int u2() throws IOException {
        return need(2).getShort() & 0xFFFF;
    }

    long u4() throws IOException {
        return need(4).getInt() & 0xFFFF_FFFFL;
    }

    /** Returns the number of an object; 0 for none. */
    long id() throws IOException {
        return idSize == Integer.BYTES ? u4() : need(Long.BYTES).getLong();
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, Math.max(1, buffer.remaining()));
            need(some).get(bytes, done, some);
            done += some;
        }
        return bytes;
    }

    void skip(long count) throws IOException {
        long left = count - buffer.remaining();
        position += count;
        if (left <= 0) {
            buffer.position(buffer.position() + (int) count);
        } else {
            buffer.limit(0);
            file.position(file.position() + left);
        }
    }

    private ByteBuffer need(int count) throws IOException {
        while (buffer.remaining() < count) {
            if (!fill()) {
                throw new EOFException("A heap dump needs to be whole; found its end after " + position + " bytes");
            }
        }
        position += count;
        return buffer;
    }

    private boolean fill() throws IOException {
        buffer.compact();
        int read = file.read(buffer);
        buffer.flip();
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
