/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.junit;

import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The gates as tests: one for each rule. An extension's build has them with
 *
 * <pre>{@code
 * class CrmConnectorConformanceTest implements ConformanceTests {}
 * }</pre>
 *
 * <p>which checks the module that the tests belong to, its classes as they were just compiled. Override {@link #request()} to
 * check something else, or with a policy or a baseline.
 */
public interface ConformanceTests {
    /** Returns what to check: unless overridden, the folder that the tests run in. */
    default CheckRequest request() {
        return CheckRequest.of(Path.of(""));
    }

    /** Returns a test for each rule of each gate, in a container for each gate. A gate that does not apply is a skipped test. */
    @TestFactory
    default Stream<DynamicNode> conformance() {
        return RuleTests.of(new Conformance().run(request()));
    }
}
