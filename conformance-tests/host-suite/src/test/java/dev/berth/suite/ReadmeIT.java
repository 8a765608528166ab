/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says to paste. */
class ReadmeIT {
    private static final Pattern JAVA = Pattern.compile("```java\\n(public static void main.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "the program that embeds a host compiles as it stands there, installs two packages and calls a capability")
    void embedding() throws Exception {
        Path checkout = Path.of(System.getProperty("berth.checkout"));
        Matcher program = JAVA.matcher(Files.readString(checkout.resolve("README.md")));
        assertThat(program.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Embedding.java"), """
                import dev.berth.host.HostRuntime;
                import java.nio.file.Path;
                import samples.email.api.Email;
                import samples.email.api.EmailSender;

                public class Embedding {
                """ + program.group(1) + "}\n");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                + File.pathSeparator
                + folder
                + File.pathSeparator
                + Samples.EMAIL;
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(compiled).isZero();

        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "Embedding",
                        Samples.EMAIL.toString(),
                        Samples.MAILBOX.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("Receipt[id=mailbox-1");
        assertThat(process.exitValue()).isZero();
    }
}
