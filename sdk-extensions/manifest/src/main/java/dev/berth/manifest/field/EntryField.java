/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** The form of {@code serverEntry} (MAN-61, MAN-62, MAN-66); the class itself is judged with the bundle. */
final class EntryField {
    private static final int LONGEST = 255;
    private static final Pattern SCRIPT = Pattern.compile(".*\\.(?:[cm]?[jt]s|[jt]sx)", Pattern.DOTALL);
    private static final String VALID = "a fully qualified Java class name, such as com.acme.mail.MailExtension";

    private EntryField() {}

    static void read(Node value, Reading reading) {
        Node.Text text = (Node.Text) value;
        String name = text.value();
        if (name.startsWith("./")
                || SCRIPT.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            reading.report(Reading.fault(ProblemCode.SERVER_ENTRY_JAVASCRIPT, text.place(), "serverEntry")
                    .valid(VALID)
                    .found(text)
                    .but("found " + Quoted.of(text) + ", a script, and this host runs Java classes")
                    .author("write the name of the class that implements dev.berth.sdk.Extension"));
        } else if (!isClassName(name)) {
            reading.report(Reading.fault(ProblemCode.SERVER_ENTRY_INVALID, text.place(), "serverEntry")
                    .valid(VALID + ", of at most " + LONGEST + " characters")
                    .found(text));
        } else if (reading.entries().form() == PackageEntries.Form.TGZ) {
            reading.report(Reading.fault(ProblemCode.SERVER_ENTRY_NEEDS_JAR, text.place(), "serverEntry")
                    .says("declares \"serverEntry\", which needs a JAR package")
                    .found("a .tgz package")
                    .author("package the extension as a JAR, or remove \"serverEntry\""));
        } else {
            reading.draft().serverEntry(text);
        }
    }

    private static boolean isClassName(String name) {
        return name.length() <= LONGEST
                && name.indexOf('.') > 0
                && SourceVersion.isName(name, SourceVersion.RELEASE_17);
    }
}
