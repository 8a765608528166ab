/* SPDX-License-Identifier: Apache-2.0 */
package samples.email.api;

/**
 * An e-mail in plain text.
 *
 * @param to one address
 * @param subject one line, at most {@value #MAX_SUBJECT} characters
 * @param body at most {@value #MAX_BODY} characters
 */
public record Email(String to, String subject, String body) {
    public static final int MAX_SUBJECT = 200;
    public static final int MAX_BODY = 20_000;

    /** Checks what every provider may rely on. */
    public Email {
        require(to.indexOf('@') > 0 && isOneLine(to), "An e-mail needs one address in \"to\"");
        require(
                subject.length() <= MAX_SUBJECT && isOneLine(subject),
                "An e-mail needs a subject of one line of at most " + MAX_SUBJECT + " characters");
        require(body.length() <= MAX_BODY, "An e-mail needs a body of at most " + MAX_BODY + " characters");
    }

    // A line break in a header would let a caller write further headers.
    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }
}
