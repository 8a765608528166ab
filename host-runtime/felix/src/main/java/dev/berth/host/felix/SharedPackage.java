/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import java.util.List;
import java.util.regex.Pattern;
import org.osgi.framework.launch.Framework;

/**
 * A package of the embedding program that extensions may import, so that both know one and the same interface.
 *
 * @param name of the package; all its classes become visible
 * @param version what imports are judged against, one to three numbers
 */
public record SharedPackage(String name, String version) {
    private static final Pattern NAME = Pattern.compile("[\\p{Alpha}_$][\\w$]*(\\.[\\p{Alpha}_$][\\w$]*)*");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,2}");
    private static final List<String> RESERVED =
            List.of("java.", "sun.", "jdk.", "org.osgi.", "org.apache.felix.", "dev.berth.");

    /** Refuses what the framework could not read, and what must never be shared (ENG-3). */
    public SharedPackage {
        if (!NAME.matcher(name).matches() || RESERVED.stream().anyMatch((name + ".")::startsWith)) {
            throw new IllegalArgumentException(
                    "A shared package is one of the embedding program's own; found \"" + name + "\"");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "A shared package's version is one to three numbers; found \"" + version + "\"");
        }
    }

    /** Shares the package of a contract. Extensions import it without a version. */
    public static SharedPackage of(Class<?> contract) {
        return of(contract, "0.0.0");
    }

    /** Shares the package of a contract at a version. */
    public static SharedPackage of(Class<?> contract, String version) {
        // The framework hands out what its own loader finds.
        ClassLoader loader = Framework.class.getClassLoader();
        try {
            if (Class.forName(contract.getName(), false, loader) == contract) {
                return new SharedPackage(contract.getPackageName(), version);
            }
        } catch (ClassNotFoundException absent) {
            throw new IllegalArgumentException(unseen(contract, loader), absent);
        }
        throw new IllegalArgumentException(unseen(contract, loader));
    }

    private static String unseen(Class<?> contract, ClassLoader loader) {
        return contract.getName() + " cannot be shared with extensions: the loader of Berth (" + loader
                + ") does not see it." + " Load Berth and the contract by the same loader";
    }

    String clause() {
        return name + ";version=\"" + version + "\"";
    }
}
