/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.maven;

import dev.berth.conformance.GateId;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.report.Format;
import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import dev.berth.sdk.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Judges the extension of this module by the conformance gates (GATE-2), as {@code berth check} does. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AbstractMojo {
    /** What to check; the module itself by default. */
    @Parameter(property = "berth.check.path", defaultValue = "${project.basedir}")
    private @Nullable File path;

    /** Only these gates, such as {@code readme}; all by default. */
    @Parameter(property = "berth.check.gates")
    private List<String> gates = new ArrayList<>();

    /** What your organization decides, over the defaults. */
    @Parameter(property = "berth.check.policy")
    private @Nullable File policy;

    /** Known findings, which do not fail. */
    @Parameter(property = "berth.check.baseline")
    private @Nullable File baseline;

    /** An older revision of the baseline, against which it may only shrink. */
    @Parameter(property = "berth.check.baselineBase")
    private @Nullable File baselineBase;

    /** The SDK ABI of the host to judge for. */
    @Parameter(property = "berth.check.targetAbi")
    private @Nullable String targetAbi;

    /** Counts every warning as an error. */
    @Parameter(property = "berth.check.strict", defaultValue = "false")
    private boolean strict;

    /** Tries the hooks of the extension in a JVM of their own. */
    @Parameter(property = "berth.check.probe", defaultValue = "true")
    private boolean probe;

    /** Reports to write, of {@code text}, {@code json}, {@code junit} and {@code sarif}. */
    @Parameter(property = "berth.check.formats")
    private List<String> formats = new ArrayList<>();

    /** Where the reports go, as {@code berth-check.sarif} and the like. */
    @Parameter(property = "berth.check.outputDirectory", defaultValue = "${project.build.directory}")
    private @Nullable File outputDirectory;

    /** Checks nothing. */
    @Parameter(property = "berth.check.skip", defaultValue = "false")
    private boolean skip;

    /** A module that only holds others is none. */
    @Parameter(defaultValue = "${project.packaging}", readonly = true)
    private @Nullable String packaging;

    /** This plugin, for its version. */
    @Parameter(defaultValue = "${plugin}", readonly = true)
    private @Nullable PluginDescriptor plugin;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || path == null || "pom".equals(packaging)) {
            getLog().info("Checked nothing: " + (skip ? "skip is set." : "the module is no extension."));
            return;
        }
        List<Format> wanted = formats();
        Report report = check(request(path.toPath()));
        // Without times, so that two builds of one commit give the same bytes.
        Format.Context context = new Format.Context(plugin == null ? "unknown" : plugin.getVersion(), Optional.empty());
        for (Format format : wanted) {
            write(format, format.write(report, context));
        }
        List<String> lines = Format.TEXT.write(report, context).lines().toList();
        String last = lines.get(lines.size() - 1);
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (report.exitCode() == 0) {
                getLog().warn(line);
            } else {
                getLog().error(line);
            }
        }
        switch (report.exitCode()) {
            case 0 -> getLog().info(last);
            case 1 -> throw new MojoFailureException(last);
            default -> throw new MojoExecutionException("The check could not be done whole. " + last);
        }
    }

    private static Report check(CheckRequest request) throws MojoExecutionException {
        try {
            return new Conformance().run(request);
        } catch (ProblemException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private CheckRequest request(Path module) throws MojoExecutionException {
        CheckRequest request =
                CheckRequest.of(module).withGates(gates()).withStrict(strict).withProbe(probe);
        request = policy == null ? request : request.withPolicy(policy.toPath());
        request = baseline == null ? request : request.withBaseline(baseline.toPath());
        request = baselineBase == null ? request : request.withBaselineBase(baselineBase.toPath());
        return targetAbi == null ? request : request.withTargetAbi(targetAbi);
    }

    private Set<GateId> gates() throws MojoExecutionException {
        Set<GateId> selected = EnumSet.noneOf(GateId.class);
        for (String name : gates) {
            selected.add(Arrays.stream(GateId.values())
                    .filter(gate -> gate.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown("gate", name, GateId.values())));
        }
        return selected;
    }

    private List<Format> formats() throws MojoExecutionException {
        List<Format> wanted = new ArrayList<>();
        for (String name : formats) {
            wanted.add(Format.find(name).orElseThrow(() -> unknown("format", name, Format.values())));
        }
        return wanted;
    }

    private static MojoExecutionException unknown(String what, String name, Object[] known) {
        return new MojoExecutionException("There is no " + what + " \"" + name + "\"; the " + what + "s are "
                + String.join(", ", Arrays.stream(known).map(Object::toString).toList()) + ".");
    }

    private void write(Format format, String text) throws MojoExecutionException {
        Path folder = outputDirectory == null ? Path.of("target") : outputDirectory.toPath();
        String suffix = switch (format) {
            case TEXT -> "txt";
            case JSON -> "json";
            case JUNIT -> "xml";
            case SARIF -> "sarif";
        };
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("berth-check." + suffix), text);
        } catch (IOException e) {
            throw new MojoExecutionException("The report needs a folder that can be written; found " + folder, e);
        }
    }
}
