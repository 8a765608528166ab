/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the shortest way from what is reachable by itself to an object of a heap dump. It goes backwards and reads the dump once a
 * step, so that it needs memory for what it meets alone, not for the heap.
 */
final class HeapWalk {
    private static final int LONGEST = 100;

    private final Path dump;
    private final HeapIndex index;

    /** What holds another, and how. */
    private record Step(long held, String how) {}

    private HeapWalk(Path dump, HeapIndex index) {
        this.dump = dump;
        this.index = index;
    }

    static HeapWalk of(Path dump) throws IOException {
        int idSize;
        try (HprofInput in = HprofInput.open(dump)) {
            idSize = in.idSize();
        }
        HeapIndex index = new HeapIndex(idSize);
        HprofReader.read(dump, index);
        return new HeapWalk(dump, index);
    }

    /** Returns what the marks refer to that lie in one array, in its order; 0 for what was collected. */
    List<Long> targets() throws IOException {
        Map<Long, Long> referents = new HashMap<>();
        List<Long> marks = new ArrayList<>();
        HprofReader.read(dump, new HeapVisitor() {
            @Override
            public void instance(long id, long classId, byte[] fields) {
                if (index.className(classId).equals(HeapTarget.class.getName())) {
                    referents.put(id, index.referent(classId, fields));
                }
            }

            @Override
            public void array(long id, long classId, long[] elements) {
                if (index.className(classId).equals(HeapTarget[].class.getName())) {
                    Arrays.stream(elements).forEach(marks::add);
                }
            }
        });
        return marks.stream().map(mark -> referents.getOrDefault(mark, 0L)).toList();
    }

    /** Returns the way to a class loader, from its beginning; nothing if there is none that is short enough to be read. */
    Optional<List<String>> to(long loader) throws IOException {
        Search search = new Search(loader);
        for (int length = 0; length < LONGEST && search.goesOn(); length++) {
            HprofReader.read(dump, search);
        }
        return search.way();
    }

    /** Takes one step further back each time the dump is read. */
    private final class Search implements HeapVisitor {
        private final long loader;
        private final Map<Long, Step> steps = new HashMap<>();
        private Set<Long> last = new HashSet<>();
        private Set<Long> next = new HashSet<>();
        private List<String> found = List.of();
        private boolean begun;

        Search(long loader) {
            this.loader = loader;
            next.add(loader);
        }

        boolean goesOn() {
            last = next;
            next = new HashSet<>();
            boolean first = !begun;
            begun = true;
            return found.isEmpty() && (first || !last.isEmpty());
        }

        Optional<List<String>> way() {
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        }

        @Override
        public void root(long id, String how) {
            // Known from the index.
        }

        @Override
        public void heapClass(HeapClass dumped) {
            for (HeapClass.Static field : dumped.statics()) {
                if (last.contains(field.value())) {
                    String name = "static " + index.className(dumped.id()) + "." + index.name(field.name());
                    if (dumped.loader() == loader) {
                        holds(dumped.id(), field.value(), name);
                    } else {
                        // Whoever loaded this class stays.
                        found(name, field.value());
                    }
                }
            }
            String name = "the class " + index.className(dumped.id());
            for (long held : new long[] {dumped.loader(), dumped.above(), dumped.domain()}) {
                if (last.contains(held)) {
                    holds(dumped.id(), held, name);
                }
            }
        }

        @Override
        public void instance(long id, long classId, byte[] fields) {
            if (last.contains(classId)) {
                holds(id, classId, "a " + index.className(classId));
            }
            for (HeapIndex.Held held : index.held(classId, fields)) {
                if (last.contains(held.value())) {
                    holds(id, held.value(), index.className(classId) + "." + held.field());
                }
            }
        }

        @Override
        public void array(long id, long classId, long[] elements) {
            if (last.contains(classId)) {
                holds(id, classId, "an array");
            }
            for (long element : elements) {
                if (last.contains(element)) {
                    holds(id, element, "an array");
                }
            }
        }

        private void holds(long id, long held, String how) {
            if (id != loader && steps.putIfAbsent(id, new Step(held, how)) == null) {
                next.add(id);
                index.root(id).ifPresent(root -> found(root, id));
            }
        }

        private void found(String root, long id) {
            if (found.isEmpty()) {
                List<String> way = new ArrayList<>(List.of(root));
                for (Step step = steps.get(id); step != null; step = steps.get(step.held())) {
                    way.add(step.how());
                }
                found = List.copyOf(way);
            }
        }
    }
}
