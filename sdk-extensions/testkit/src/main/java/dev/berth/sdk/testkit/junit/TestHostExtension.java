/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.junit;

import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.TestHostBuilder;
import dev.berth.sdk.testkit.TestHostContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes contexts for {@link TestHost}: for methods of tests and of their set-up, but no constructor, which may serve several tests.
 * Each test has one, however often it asks.
 */
public final class TestHostExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(TestHostExtension.class);
    private static final String MANIFEST = "package.json";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        if (parameter.getDeclaringExecutable() instanceof Constructor<?>) {
            return false;
        }
        return type == TestHostContext.class || type == dev.berth.sdk.ExtensionContext.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(NAMESPACE).getOrComputeIfAbsent(TestHostContext.class, type -> make(test));
    }

    private static TestHostContext make(ExtensionContext test) {
        TestHost asked = AnnotationSupport.findAnnotation(test.getElement(), TestHost.class)
                .or(() -> AnnotationSupport.findAnnotation(test.getTestClass(), TestHost.class))
                .orElseThrow(() -> new IllegalStateException("A context needs @TestHost on the test or its class"));
        TestHostBuilder builder = asked.id().isEmpty()
                ? TestHostContext.ofManifest(manifest(test.getRequiredTestClass()))
                : TestHostContext.builder(asked.id());
        return builder.grant(asked.grants()).build();
    }

    private static String manifest(Class<?> test) {
        try (InputStream in = test.getClassLoader().getResourceAsStream(MANIFEST)) {
            if (in == null) {
                throw new IllegalStateException(
                        "A context without an id needs the extension's package.json on the class path; found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        TestHostContext made = test.getStore(NAMESPACE).remove(TestHostContext.class, TestHostContext.class);
        if (made != null) {
            made.deactivate().ifPresent(problem -> {
                throw new ProblemException(problem);
            });
        }
    }
}
