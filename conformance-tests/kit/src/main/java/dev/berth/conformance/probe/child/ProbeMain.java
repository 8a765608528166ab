/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.conformance.probe.child.Event.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The main class of the child. The first line of its input is a port of this machine and a nonce. It tells over that port what
 * happens, and the nonce as first and last word; then it waits until it is killed. The nonce is held by this stack alone, out of
 * reach for what it loads (GATE-131).
 */
public final class ProbeMain {
    private ProbeMain() {}

    /**
     * Tries the hooks.
     *
     * @param arguments see {@link Task#of}
     */
    public static void main(String[] arguments) throws IOException {
        String[] words = line(System.in).split(" ", 2);
        try (Socket socket = new Socket(loopback(), Integer.parseInt(words[0]))) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeUTF(words[1]);
            out.flush();
            Teller teller = new Teller(out);
            new Trial(Task.of(List.of(arguments)), teller).run();
            teller.tell(Kind.END, words[1], "");
            // Nothing is ever sent: this ends with the gate, or the gate ends this.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        Runtime.getRuntime().halt(0);
    }

    /** Returns where both ends meet. */
    public static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
