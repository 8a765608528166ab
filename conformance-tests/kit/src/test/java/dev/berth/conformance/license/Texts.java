/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

/** The parts of licence texts that people do not change, laid out as they find them. */
final class Texts {
    private static final String BSD = """
            Redistribution and use in source and binary forms, with or without modification, are permitted provided that:
            1. Redistributions of source code must retain the above copyright
               notice, this list of conditions and the following disclaimer.
            2. Redistributions in binary form must reproduce the above copyright
               notice, this list of conditions and the following disclaimer.
            """;

    private Texts() {}

    static String of(String id) {
        return switch (id) {
            case "MIT" -> """
                The MIT License (MIT)

                Copyright (c) 2026 Acme

                Permission is hereby granted, free of charge, to any person obtaining a copy
                of this software and associated documentation files (the "Software"), to deal
                in the Software without restriction, subject to the following conditions:

                The above copyright notice and this permission notice shall be included in all
                copies or substantial portions of the Software.
                """;
            case "Apache-2.0" -> "Apache License\n   Version 2.0, January 2004\n http://www.apache.org/licenses/\n";
            case "BSD-2-Clause" -> BSD;
            case "BSD-3-Clause" -> BSD + """
                3. Neither the name of the copyright holder nor the names of its contributors
                   may be used to endorse or promote products derived from this software.
                """;
            case "ISC" -> """
                Permission to use, copy, modify, and/or distribute this software for any
                purpose with or without fee is hereby granted, provided that the above
                copyright notice and this permission notice appear in all copies.
                """;
            case "MPL-2.0" ->
                "Mozilla Public License Version 2.0\n====\n\n1. Definitions\n GNU General Public License, Version 2.0";
            case "GPL-3.0" ->
                "GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007\n see version 3 of the GNU Affero General Public License";
            case "LGPL-3.0" ->
                "GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007\n the GNU General Public License";
            default -> "Our own terms: do as you like.\n";
        };
    }
}
