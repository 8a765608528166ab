/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.maven;

import dev.berth.host.marketplace.trust.SignedFile;
import dev.berth.host.marketplace.trust.sign.KeyFile;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import dev.berth.sdk.problem.ProblemException;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Signs the package of this module, as {@code berth sign} does (TRUST-61): writes its {@code .signature.json} beside it. */
@Mojo(name = "sign", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class SignMojo extends AbstractMojo {
    /** The package. */
    @Parameter(property = "berth.sign.file", defaultValue = "${project.build.directory}/${project.build.finalName}.jar")
    private @Nullable File file;

    /** The encrypted private key that {@code berth keys gen} made. */
    @Parameter(property = "berth.sign.key")
    private @Nullable File key;

    /** The environment variable that holds its passphrase, which is never a parameter. */
    @Parameter(property = "berth.sign.passphraseVariable", defaultValue = "BERTH_KEY_PASSPHRASE")
    private String passphraseVariable = "BERTH_KEY_PASSPHRASE";

    /** Signs nothing. */
    @Parameter(property = "berth.sign.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public void execute() throws MojoExecutionException {
        if (skip || file == null) {
            getLog().info("Signed nothing: skip is set.");
            return;
        }
        String passphrase = System.getenv(passphraseVariable);
        if (key == null || passphrase == null) {
            throw new MojoExecutionException(
                    "To sign needs the parameter \"key\" (berth.sign.key) and the passphrase in " + passphraseVariable
                            + "; found no " + (key == null ? "key" : "passphrase") + ". Nothing was signed.");
        }
        try {
            SignedFile signed = SignedFile.open(file.toPath());
            SigningKey opened = new KeyFile(key.toPath()).read(passphrase.toCharArray());
            signed.sign(opened, Optional.empty());
            getLog().info(signed.subject() + " is signed by the key "
                    + opened.publicHalf().id() + ": " + signed.document());
        } catch (ProblemException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
