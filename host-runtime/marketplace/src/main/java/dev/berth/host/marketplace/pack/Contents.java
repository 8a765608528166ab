/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import java.util.List;

/** The files of an archive whose structure was checked. */
interface Contents {
    List<PackedFile> files();

    /** Produces a file of this archive, counted and compared with what the archive declares (TRUST-102). */
    byte[] read(String path) throws RefusedException;
}
