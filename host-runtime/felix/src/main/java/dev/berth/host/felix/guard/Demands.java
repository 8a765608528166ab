/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.permission.Demand;
import dev.berth.manifest.authority.Reach;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** States what a call is about to do, before it does it. */
final class Demands {
    private static final int OPEN_DELETE = 4;
    private static final int ANY = 0;

    private Demands() {}

    static void state(Call call, @Nullable Object[] arguments) {
        Site site = call.site();
        switch (call.row().reach()) {
            case READ -> Paths.of(call, arguments).forEach(path -> site.demand(new Demand.ReadFile(path)));
            case WRITE -> Paths.of(call, arguments).forEach(path -> site.demand(new Demand.WriteFile(path)));
            case COPY -> copy(site, Paths.of(call, arguments));
            case LINK -> link(site, Paths.of(call, arguments));
            case OPEN -> open(call, arguments);
            case CONNECT -> Addresses.of(arguments).forEach(site::demand);
            case ADDRESS -> address(call, arguments);
            case RESOLVE -> resolve(site, arguments);
            case LISTEN -> listen(site, arguments);
            case DATAGRAM -> datagram(call, arguments);
            case VARIABLE -> site.demand(new Demand.ReadVariable(String.valueOf(arguments[0])));
            case NATIVE -> site.demand(new Demand.LoadNative(call.words()));
            case DEEP -> site.demand(new Demand.DeepReflection(call.words()));
            case NEVER ->
                site.demand(new Demand.Never(
                        "use " + call.words() + ", which " + call.row().why()));
            case NONE, TEMPORARY, EXECUTE, TWIN -> {}
        }
        if (call.row().reach() == Reach.READ || call.row().reach() == Reach.WRITE) {
            Addresses.named(arguments).forEach(site::demand);
        }
    }

    private static void copy(Site site, List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            site.demand(i == 0 ? new Demand.ReadFile(paths.get(i)) : new Demand.WriteFile(paths.get(i)));
        }
    }

    /** Where a link leads is seen from the folder in which it is. */
    private static void link(Site site, List<Path> paths) {
        Path link = paths.getFirst();
        site.demand(new Demand.WriteFile(link));
        paths.stream().skip(1).map(link::resolveSibling).forEach(to -> site.demand(new Demand.WriteFile(to)));
    }

    private static void open(Call call, @Nullable Object[] arguments) {
        List<Object> options =
                Arrays.stream(arguments).flatMap(Demands::options).toList();
        boolean writes = options.stream().anyMatch(Demands::writes);
        boolean reads = !writes || options.stream().anyMatch(Demands::reads);
        for (Path path : Paths.of(call, arguments)) {
            if (writes) {
                call.site().demand(new Demand.WriteFile(path));
            }
            if (reads) {
                call.site().demand(new Demand.ReadFile(path));
            }
        }
    }

    private static Stream<Object> options(@Nullable Object argument) {
        return switch (argument) {
            case Collection<?> all -> all.stream().map(Object.class::cast);
            case Object[] all -> Arrays.stream(all);
            case Integer mode -> Stream.of(mode);
            case String mode when isMode(mode) -> Stream.of(mode);
            case null, default -> Stream.empty();
        };
    }

    private static boolean isMode(String text) {
        return text.equals("r") || text.startsWith("rw");
    }

    private static boolean writes(Object option) {
        return switch (option) {
            case StandardOpenOption standard -> standard != StandardOpenOption.READ;
            case LinkOption link -> false;
            case String mode -> !mode.equals("r");
            case Integer mode -> (mode & OPEN_DELETE) != 0;
            default -> !option.toString().equals("READ");
        };
    }

    private static boolean reads(Object option) {
        return option == StandardOpenOption.READ || option instanceof String;
    }

    private static void address(Call call, @Nullable Object[] arguments) {
        boolean writes = call.row().needs().stream()
                .findFirst()
                .filter("fs:write"::equals)
                .isPresent();
        Arrays.stream(arguments)
                .flatMap(argument -> Addresses.at(argument).stream())
                .map(demand ->
                        writes && demand instanceof Demand.ReadFile(Path path) ? new Demand.WriteFile(path) : demand)
                .forEach(call.site()::demand);
    }

    private static void resolve(Site site, @Nullable Object[] arguments) {
        if (arguments[0] instanceof String host && !Addresses.isLiteral(host)) {
            site.demand(new Demand.Resolve(host));
        } else if (arguments[0] instanceof InetAddress address) {
            site.demand(new Demand.Resolve(address.getHostAddress()));
        }
    }

    private static void listen(Site site, @Nullable Object[] arguments) {
        sockets(site, arguments);
        Addresses.ports(arguments).forEach(port -> site.demand(new Demand.Listen(port)));
    }

    /** Some are files. */
    private static void sockets(Site site, @Nullable Object[] arguments) {
        Arrays.stream(arguments)
                .filter(UnixDomainSocketAddress.class::isInstance)
                .flatMap(address -> Addresses.at(address).stream())
                .forEach(site::demand);
    }

    /** A socket that nobody is told of has to be bound as well, to send. */
    private static void datagram(Call call, @Nullable Object[] arguments) {
        if (call.isConstructor() || call.name().equals("bind")) {
            sockets(call.site(), arguments);
            Addresses.ports(arguments)
                    .filter(port -> port != ANY)
                    .forEach(port -> call.site().demand(new Demand.Listen(port)));
        } else {
            Addresses.of(arguments).forEach(call.site()::demand);
        }
    }
}
