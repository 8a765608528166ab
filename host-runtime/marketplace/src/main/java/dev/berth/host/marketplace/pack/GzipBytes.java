/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Unpacks one gzip member with nothing behind it (TRUST-112), counted while it is produced (TRUST-102). */
final class GzipBytes {
    /** Headers, padding and the end of a TAR come on top of what its entries may hold. */
    private static final long OVERHEAD = 16 * 1024 * 1024;

    private final byte[] packed;
    private final Limits limits;

    GzipBytes(byte[] packed, Limits limits) {
        this.packed = packed;
        this.limits = limits;
    }

    /** Goes over the bytes twice: the first time only counts, so that no more memory is taken than will be needed. */
    byte[] unpack() throws RefusedException {
        byte[] buffer = new byte[64 * 1024];
        int size = Math.toIntExact(pass(buffer, false));
        byte[] unpacked = new byte[size];
        pass(unpacked, true);
        return unpacked;
    }

    private long pass(byte[] buffer, boolean keep) throws RefusedException {
        ByteArrayInputStream in = new ByteArrayInputStream(packed);
        long produced = 0;
        try (GzipCompressorInputStream gzip = GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(false)
                .get()) {
            for (int count = 0; count >= 0; produced += count) {
                int offset = keep ? (int) produced : 0;
                count = offset == buffer.length ? -1 : gzip.read(buffer, offset, buffer.length - offset);
                if (count < 0) {
                    break;
                }
                judge(produced + count);
            }
        } catch (EOFException truncated) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE,
                    "ends in the middle of its gzip data: it is truncated. It has " + Limits.shown(packed.length)
                            + ".");
        } catch (IOException damaged) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE, "has damaged gzip data: " + damaged.getMessage());
        }
        if (!keep && in.available() > 0) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "has " + Limits.shown(in.available()) + " after its first gzip member, where nothing may follow.");
        }
        return produced;
    }

    private void judge(long produced) throws RefusedException {
        if (limits.exceedsRatio(produced, packed.length)) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_RATIO,
                    "grows from " + Limits.shown(packed.length) + " to more than " + Limits.shown(produced)
                            + ", more than " + limits.ratio() + ":1.");
        }
        if (produced > limits.total() + OVERHEAD) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    "unpacks to more than " + Limits.shown(limits.total())
                            + ", which is what a package may unpack to.");
        }
    }
}
