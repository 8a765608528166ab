/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the cycles of a graph in one walk over it, without recursion: a workflow may have thousands of tasks in a row. */
final class TaskCycles {
    /** So many names of a cycle are told. */
    private static final int SHOWN = 8;

    private final Map<String, List<String>> graph;
    private final Map<String, Integer> next = new HashMap<>();
    private final Map<String, Integer> onPath = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    private final List<List<String>> cycles = new ArrayList<>();

    private TaskCycles(Map<String, List<String>> graph) {
        this.graph = graph;
    }

    /** Returns a path for each edge that closes a cycle; its first name is its last, and a long one is cut. */
    static List<List<String>> of(Map<String, List<String>> graph) {
        TaskCycles walk = new TaskCycles(graph);
        graph.keySet().forEach(walk::from);
        return walk.cycles;
    }

    private void from(String start) {
        if (!next.containsKey(start)) {
            enter(start);
        }
        while (!path.isEmpty()) {
            String current = path.get(path.size() - 1);
            List<String> targets = graph.getOrDefault(current, List.of());
            int index = next.merge(current, 1, Integer::sum) - 1;
            if (index >= targets.size()) {
                path.remove(path.size() - 1);
                onPath.remove(current);
            } else if (onPath.containsKey(targets.get(index))) {
                cycles.add(cycle(targets.get(index)));
            } else if (!next.containsKey(targets.get(index))) {
                enter(targets.get(index));
            }
        }
    }

    private void enter(String node) {
        next.put(node, 0);
        onPath.put(node, path.size());
        path.add(node);
    }

    private List<String> cycle(String closing) {
        int start = onPath.getOrDefault(closing, 0);
        int end = Math.min(path.size(), start + SHOWN);
        List<String> names = new ArrayList<>(path.subList(start, end));
        if (end < path.size()) {
            names.add("…");
        }
        names.add(closing);
        return names;
    }
}
