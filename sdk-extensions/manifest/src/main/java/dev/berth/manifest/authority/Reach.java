/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import java.util.Locale;

/** How it is found out what a call reaches: which of its receiver and arguments name it, and what is done with that. */
public enum Reach {
    /** Nothing is reached yet, or what is reached by it is judged elsewhere. */
    NONE,
    /** Files are read: every file and path that it is given. */
    READ,
    /** Files are written: every file and path that it is given. */
    WRITE,
    /** The first file is read, the others are written. */
    COPY,
    /** A link is written, and where it leads is as good as written. */
    LINK,
    /** Files are read or written, by the options that it is given. */
    OPEN,
    /** What is at an address is read or written: every text is one, relative ones are files. */
    ADDRESS,
    /** A temporary file is made, where no folder is named. */
    TEMPORARY,
    /** Connections are opened: to every address, host with port, and URL that it is given. */
    CONNECT,
    /** Names are looked up. */
    RESOLVE,
    /** Connections are waited for, at every port that it is given. */
    LISTEN,
    /** Datagrams: binding listens, the rest connects. */
    DATAGRAM,
    /** A program is run. */
    EXECUTE,
    /** A variable of the environment is read. */
    VARIABLE,
    /** Native code is loaded or called. */
    NATIVE,
    /** What is private is opened. */
    DEEP,
    /** No permission gives it. */
    NEVER,
    /** Code of the host's own answers in place of the member. */
    TWIN;

    static Reach of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
