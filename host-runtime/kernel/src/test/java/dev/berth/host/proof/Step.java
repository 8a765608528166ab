/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

/**
 * One step of a history. It holds all that it needs, so that a history from which others were taken can still be played.
 *
 * @param number gives what it brings in a version of its own
 * @param node what it is about
 * @param fault of the code that it brings in
 * @param granted whether ports are approved with it
 */
record Step(int number, Deed deed, int node, Fault fault, Trouble trouble, boolean granted) {
    String version() {
        return "1." + number + ".0";
    }

    String subject() {
        return Graph.id(node) + " " + version();
    }

    Step without(Fault unused) {
        return new Step(number, deed, node, Fault.NONE, trouble, granted);
    }

    Step without(Trouble unused) {
        return new Step(number, deed, node, fault, Trouble.NONE, granted);
    }

    @Override
    public String toString() {
        return number + " " + deed + " n" + node + (granted ? "" : " without grants")
                + (fault == Fault.NONE ? "" : " fault " + fault)
                + (trouble == Trouble.NONE ? "" : " while " + trouble);
    }
}
