/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records of one pax header: {@code path} and {@code size} count, a few are ignored, all others refused (TRUST-113). */
final class PaxRecords {
    static final int LONGEST = 16 * 1024;

    private static final Set<String> IGNORED =
            Set.of("mtime", "atime", "ctime", "uid", "gid", "uname", "gname", "comment");

    private final Map<String, String> records;

    private PaxRecords(Map<String, String> records) {
        this.records = records;
    }

    static PaxRecords none() {
        return new PaxRecords(Map.of());
    }

    static PaxRecords read(byte[] tar, int from, int length) throws RefusedException {
        Map<String, String> records = new HashMap<>();
        int end = from + length;
        int position = from;
        while (position < end) {
            int space = position;
            int recordLength = 0;
            while (space < end && tar[space] >= '0' && tar[space] <= '9' && recordLength <= LONGEST) {
                recordLength = recordLength * 10 + tar[space++] - '0';
            }
            int next = position + recordLength;
            if (space == position
                    || tar[position] == '0'
                    || next > end
                    || next < space + 4
                    || tar[space] != ' '
                    || tar[next - 1] != '\n') {
                throw malformed(from);
            }
            String record = TarHeader.utf8(tar, space + 1, next - space - 2, from);
            int equals = record.indexOf('=');
            if (equals < 1 || records.put(record.substring(0, equals), record.substring(equals + 1)) != null) {
                throw malformed(from);
            }
            position = next;
        }
        return new PaxRecords(records);
    }

    /** Names the keys that change what an entry is and that a package must not use. */
    Optional<String> refusedKey() {
        return records.keySet().stream()
                .filter(key -> !key.equals("path") && !key.equals("size") && !IGNORED.contains(key))
                .sorted()
                .findFirst();
    }

    /** Tells whether this may stand at the start of a release archive as the one global header (TRUST-115). */
    boolean isCommentOnly() {
        return records.keySet().equals(Set.of("comment"));
    }

    String path(String otherwise) {
        return records.getOrDefault("path", otherwise);
    }

    long size(long otherwise, int at) throws RefusedException {
        String size = records.get("size");
        if (size == null) {
            return otherwise;
        }
        if (size.isEmpty() || size.length() > 12 || !size.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw malformed(at);
        }
        return Long.parseLong(size);
    }

    private static RefusedException malformed(int at) {
        return new RefusedException(
                ProblemCode.ARCHIVE_FEATURE,
                "has a pax header at byte " + at
                        + " that is not a list of \"length key=value\" lines, each key once, in "
                        + StandardCharsets.UTF_8 + ".");
    }
}
