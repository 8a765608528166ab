/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import dev.berth.host.port.secrets.SecretStore.Row;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** The words for what can be wrong with secrets; they know names and never values (PORT-74). */
final class SecretProblems {
    private SecretProblems() {}

    static Problem unreadable(Row row, String found, List<Problem> causes) {
        SecretName name = row.name();
        String id = name.extension().value();
        return Problem.of(
                        ProblemCode.SECRET_UNREADABLE,
                        id,
                        id + " has a secret \"" + name.key() + "\" in the organization \"" + name.organization()
                                + "\" that needs the master key " + row.sealed().keyId()
                                + " it was encrypted with; found "
                                + found + ". It was not read; nothing was changed.")
                .fact("organization", name.organization())
                .fact("key", name.key())
                .fact("keyId", row.sealed().keyId())
                .operator("bring the key back from a backup, or write the secret again: berth secrets " + id + " set "
                        + name.key())
                .causes(causes);
    }

    static Problem notSealed(String subject, String key, List<Problem> causes) {
        return Problem.of(
                        ProblemCode.PORT_UNAVAILABLE,
                        subject,
                        subject + " called SecretsPort.set(\"" + key
                                + "\"), which needs a master key to encrypt with; found none that can be used. Nothing was stored.")
                .operator("see what is wrong with the key: berth doctor")
                .causes(causes);
    }
}
