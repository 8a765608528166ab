/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.fake.Manifests;
import dev.berth.manifest.Edge;
import dev.berth.sdk.port.PortName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Extensions and how they need each other; who depends on another is wired to it.
 *
 * @param exclusive must not run beside another revision of themselves
 */
record Graph(List<List<Need>> needs, Set<Integer> exclusive) {
    /** An edge to another. */
    record Need(int to, Edge.Type type, boolean required) {
        @Override
        public String toString() {
            return "n" + to + (required ? " " : " optional ") + type;
        }
    }

    static Graph random(Random random, int nodes) {
        List<List<Need>> needs = new ArrayList<>();
        Set<Integer> exclusive = new HashSet<>();
        for (int node = 0; node < nodes; node++) {
            List<Need> some = new ArrayList<>();
            for (int to = 0; to < nodes; to++) {
                if (to != node && random.nextInt(5) == 0) {
                    some.add(new Need(to, Edge.Type.values()[random.nextInt(3)], random.nextInt(3) > 0));
                }
            }
            needs.add(List.copyOf(some));
            if (random.nextInt(8) == 0) {
                exclusive.add(node);
            }
        }
        return new Graph(List.copyOf(needs), Set.copyOf(exclusive));
    }

    int size() {
        return needs.size();
    }

    static String id(int node) {
        return "@acme/n" + node + "-connector";
    }

    static int node(String id) {
        return Integer.parseInt(id.replaceAll("\\D", ""));
    }

    static String tool(int node) {
        return "n" + node;
    }

    Manifests manifest(int node, String version) {
        Manifests manifest = Manifests.of(id(node), version).ports(PortName.MCP, PortName.SETTINGS);
        needs.get(node).forEach(need -> manifest.edge(id(need.to()), "*", need.type(), need.required()));
        return exclusive.contains(node) ? manifest.exclusive() : manifest;
    }

    /** Tells whether edges of any type lead from one to the other. */
    boolean reaches(int from, int to) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> left = new ArrayDeque<>(List.of(from));
        while (!left.isEmpty()) {
            for (Need need : needs.get(left.pop())) {
                if (need.to() == to) {
                    return true;
                } else if (seen.add(need.to())) {
                    left.add(need.to());
                }
            }
        }
        return false;
    }
}
