/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.problem.ProblemCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/** What an extension is and how it is shown (MAN-15, MAN-40 to MAN-42, MAN-46). */
final class IdentityFields {
    /** The block's names and the version that belongs to each. */
    static final Map<String, String> API_VERSIONS = Map.of("berth", "berth.dev/v1", "cinatra", "cinatra.ai/v1");

    private static final int LONGEST_NAME = 80;

    private IdentityFields() {}

    static void apiVersion(Node value, String block, Reading reading) {
        String expected = API_VERSIONS.getOrDefault(block, "");
        if (!((Node.Text) value).value().equals(expected)) {
            reading.report(Reading.fault(ProblemCode.API_VERSION_UNSUPPORTED, value.place(), "apiVersion")
                    .valid(Quoted.of(expected) + " in the block " + Quoted.of(block))
                    .found(value)
                    .author("write " + Quoted.of(expected)));
        }
    }

    static void kind(Node value, Reading reading) {
        Node.Text text = (Node.Text) value;
        if (Kind.find(text.value()).isEmpty()) {
            reading.report(Reading.fault(ProblemCode.KIND_UNKNOWN, value.place(), "kind")
                    .valid(Words.anyOf(Words.KINDS))
                    .found(value)
                    .near(text.value(), Words.KINDS));
        }
    }

    static void displayName(Node value, Reading reading) {
        String trimmed = ((Node.Text) value).value().strip();
        int length = trimmed.codePointCount(0, trimmed.length());
        if (length == 0 || length > LONGEST_NAME) {
            reading.report(Reading.fault(ProblemCode.FIELD_IGNORED, value.place(), "displayName")
                    .valid("a text of 1 to " + LONGEST_NAME + " characters")
                    .found(length == 0 ? "a blank text" : length + " characters")
                    .then("The field is dropped; the id is shown instead."));
        } else {
            reading.draft().displayName(trimmed);
        }
    }

    static void vendor(Node value, Reading reading) {
        Node.Obj vendor = (Node.Obj) value;
        for (String key : List.of("key", "name")) {
            if (vendor.text(key).filter(text -> !text.isBlank()).isEmpty()) {
                reading.report(Reading.fault(
                                ProblemCode.FIELD_IGNORED,
                                vendor.get(key).map(Node::place).orElse(vendor.place()),
                                "vendor." + key)
                        .valid("a text that is not blank")
                        .found(vendor.get(key).map(Quoted::of).orElse("nothing"))
                        .then("The vendor is dropped."));
            }
        }
    }

    static void vendoredFrom(Node value, Reading reading) {
        if (!isUrl(((Node.Text) value).value().strip())) {
            reading.report(Reading.fault(ProblemCode.MANIFEST_FIELD_TYPE, value.place(), "vendoredFrom")
                    .valid("a URL or a package URL, such as pkg:npm/left-pad@1.3.0")
                    .found(value));
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            boolean packageUrl =
                    "pkg".equals(uri.getScheme()) && uri.getSchemeSpecificPart().contains("/");
            return packageUrl || (uri.getScheme() != null && uri.getHost() != null);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
