/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hands each test a {@link dev.berth.sdk.testkit.TestHostContext} of its own, where a parameter asks for one. Without an id it is made
 * of the {@code package.json} on the class path, with all ports that it requests; with an id, nothing is granted but {@link #grants}.
 * After the test the extension is deactivated; a {@code destroy} that fails, fails the test.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TestHostExtension.class)
public @interface TestHost {
    /** The id of the extension; empty for that of the {@code package.json}. */
    String id() default "";

    /** The ports that are granted, besides those that the {@code package.json} requests. */
    String[] grants() default {};
}
