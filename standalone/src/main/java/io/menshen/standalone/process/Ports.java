package io.menshen.standalone.process;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.Kept;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class Ports {
    /**
     * Below those that systems give to outgoing connections: one of these could take a port away
     * before its server opens it.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** A port that is free at this moment, and will most likely be so for a while. */
    public static int free() throws IOException {
        return free(1).getFirst();
    }

    /** As {@link #free()}, so many; all are held until all are chosen, so that they differ. */
    public static List<Integer> free(int count) throws IOException {
        var held = new ArrayList<ServerSocket>();
        try {
            while (held.size() < count) {
                held.add(open());
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    private static ServerSocket open() throws IOException {
        for (var tries = 0; tries < TRIES; tries++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return bound(port);
            }
        }
        return bound(0);
    }

    /** The port that is kept under that name; another, kept from now on, where it is taken. */
    static int kept(Kept ports, String name) throws IOException {
        var port = Integer.parseInt(ports.valueOf(name, () -> "0"));
        if (port != 0 && isFree(port)) {
            return port;
        }
        return Integer.parseInt(ports.keep(name, Integer.toString(free())));
    }

    /**
     * Makes sure that a port which the user chose can be had.
     *
     * @throws StandaloneException where it is in use; the line names the process where it is found
     */
    public static void require(int port, String verb) {
        if (!isFree(port)) {
            var holder = PortHolder.of(port).map(" by process %s"::formatted).orElse("");
            throw new StandaloneException(
                    "port %d is in use%s. Try: ./menshen %s --port %d"
                            .formatted(port, holder, verb, port + 100));
        }
    }

    private static boolean isFree(int port) {
        try (var socket = bound(port)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            // Connections that are closing do not count; a listener does.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
