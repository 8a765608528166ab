/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import java.util.Map;

/**
 * Remembers the hook that runs during a boot, so that the next boot knows in whose hook the process ended (LIFE-66). What is marked
 * outlives a kill of the process; it need not outlive a loss of power. Called by the lifecycle thread alone. Contents are named by
 * their package digest.
 */
public interface HookMarks {
    /** Remembers nothing. */
    HookMarks NONE = new NoMarks();

    /**
     * Starts a boot.
     *
     * @return each content whose activation failed in the last five boots before this one, and in how many of them; a mark that a
     *     boot left behind is such a failure
     */
    Map<String, Integer> begin();

    /** Marks a hook that is about to run. */
    void enter(String packageDigest, String hook);

    /** Clears the mark: the hook has ended, well or not. */
    void leave();

    /** Notes that an activation failed in this boot. */
    void failed(String packageDigest);

    /** Forgets the failures of a content, because an operator wants it to be tried again. */
    void forgive(String packageDigest);

    /** Ends the boot: until the next one nothing is marked. */
    void end();
}
