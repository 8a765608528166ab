/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.conformance.run.InstallGates;
import dev.berth.host.HostRuntime;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.SdkAbi;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the scan at install says to each attempt alone: the gates that a host runs, over one package of which only that is seen. */
final class Scan {
    private static final Set<ProblemCode> CODES =
            Set.of(ProblemCode.PERMISSION_USE_UNDECLARED, ProblemCode.API_FORBIDDEN, ProblemCode.HOST_INTERNAL_USE);

    private final InstallGates gates = new InstallGates();
    private final RedPackages packages;
    private final PackageEntries all;
    private final Validation validation;

    /** Some files of a package. */
    private record Some(PackageEntries all, Predicate<String> seen) implements PackageEntries {
        @Override
        public Set<String> paths() {
            return all.paths().stream().filter(seen).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Optional<byte[]> read(String path) {
            return seen.test(path) ? all.read(path) : Optional.empty();
        }

        @Override
        public Form form() {
            return all.form();
        }
    }

    /**
     * Takes the package that holds all attempts.
     *
     * @param file it, without permissions
     */
    Scan(RedPackages packages, Path file) {
        this.packages = packages;
        Opened opened = new PackageReader().open(file, String.valueOf(file.getFileName()));
        this.all = ((Opened.Sound) opened).contents();
        this.validation = new ManifestValidator().validate(all, Phase.HOST, ManifestPolicy.of(SdkAbi.VERSION));
    }

    /** Returns which attempts it refuses. */
    Set<String> refused(List<Attempt> attempts) {
        return attempts.stream().filter(this::refuses).map(Attempt::id).collect(Collectors.toUnmodifiableSet());
    }

    private boolean refuses(Attempt only) {
        List<Problem> errors = gates
                .judge(
                        only.id(),
                        new Some(all, path -> isCode(path) && packages.isSeen(path, only)),
                        validation,
                        List::of)
                .stream()
                .filter(Problem::isError)
                .toList();
        assertThat(errors).as(only.id()).noneMatch(problem -> problem.code() == ProblemCode.INTERNAL_ERROR);
        return errors.stream().anyMatch(problem -> CODES.contains(problem.code()));
    }

    /** What else a package holds takes longer to judge than its code, and is the same each time. */
    private static boolean isCode(String path) {
        return path.equals("package.json") || path.endsWith(".class");
    }

    /** Installs all of them together where nothing is switched off, which is refused by the same gates. */
    static void refuseAll(Path home, Path peer, Path file) {
        try (HostRuntime host = HostRuntime.builder().home(home).build().start()) {
            host.install(peer);
            String name = String.valueOf(file.getFileName());
            Command.Install install = new Command.Install(new Command.Source(
                    file,
                    new Origin.File(name),
                    name,
                    new Command.GrantChoice.All(),
                    Set.of(Command.Consent.UNSIGNED)));
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> host.plan(install));
            assertThat(refused.problems()).extracting(Problem::code).containsAll(CODES);
        }
    }
}
