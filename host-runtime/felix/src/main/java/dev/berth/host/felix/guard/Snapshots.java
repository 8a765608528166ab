/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.manifest.authority.Reach;
import java.io.File;
import java.net.DatagramPacket;
import java.net.Proxy;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a copy of what could change between the check and the use, or answer the two differently. */
final class Snapshots {
    private Snapshots() {}

    /** Tells whether the receiver's class has code of its own for this: it is woven, and asks when it goes on. */
    static boolean isOverridden(Call call, @Nullable Object[] arguments) {
        return call.isOverridable()
                && arguments[0] instanceof File file
                && file.getClass() != File.class
                && Arrays.stream(file.getClass().getMethods())
                        .anyMatch(method -> method.getName().equals(call.name())
                                && method.getParameterCount() == arguments.length - 1
                                && method.getDeclaringClass() != File.class);
    }

    static void take(Call call, @Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = of(call, arguments[i]);
        }
    }

    private static @Nullable Object of(Call call, @Nullable Object argument) {
        return switch (argument) {
            case File file -> plain(file);
            case Proxy proxy when proxy.getClass() != Proxy.class -> new Proxy(proxy.type(), proxy.address());
            case HttpRequest request
            when !Ground.isPlatform(request.getClass()) ->
                HttpRequest.newBuilder(request, (name, value) -> true).build();
            case DatagramPacket packet when call.name().equals("send") -> copy(packet);
            case Set<?> options when call.row().reach() == Reach.OPEN -> Set.copyOf(options);
            case Object[] array -> array.clone();
            case null, default -> argument;
        };
    }

    static File plain(File file) {
        return file.getClass() == File.class ? file : new File(file.getPath());
    }

    private static DatagramPacket copy(DatagramPacket packet) {
        DatagramPacket copy = new DatagramPacket(packet.getData(), packet.getOffset(), packet.getLength());
        if (packet.getAddress() != null) {
            copy.setSocketAddress(packet.getSocketAddress());
        }
        return copy;
    }
}
