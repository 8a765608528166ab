/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import java.util.Set;
import org.objectweb.asm.Handle;

/** Which methods of the JDK may link a call or make a constant: those that compilers use. They get the lookup of the class. */
final class Bootstraps {
    private static final Set<String> KNOWN = Set.of(
            "java/lang/invoke/LambdaMetafactory",
            "java/lang/invoke/StringConcatFactory",
            "java/lang/invoke/ConstantBootstraps",
            "java/lang/runtime/ObjectMethods",
            "java/lang/runtime/SwitchBootstraps",
            "java/lang/runtime/TemplateRuntime",
            "java/lang/runtime/ExactConversionsSupport");

    private Bootstraps() {}

    static boolean isKnown(String owner) {
        return KNOWN.contains(owner);
    }

    /** What is not of the JDK is woven itself. */
    static boolean mayLink(Handle bootstrap) {
        return isKnown(bootstrap.getOwner())
                || Sinks.platform(bootstrap.getOwner()).isEmpty();
    }
}
