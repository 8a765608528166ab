/* SPDX-License-Identifier: Apache-2.0 */
package samples.mailbox;

/**
 * One e-mail as it is stored.
 *
 * @param number counts up from 1 in each organisation
 * @param receivedAt ISO 8601; JSON has no type for times
 */
record Message(long number, String receivedAt, String to, String subject, String body) {}
