package io.menshen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two ports that are free at this moment, below those that systems give to outgoing connections:
 * one of these could take a port away before its server opens it.
 */
record FreePorts(int api, int management) {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 100;

    /** Both are held until both are chosen, so that they differ. */
    static FreePorts choose() throws IOException {
        try (var one = open();
                var other = open()) {
            return new FreePorts(one.getLocalPort(), other.getLocalPort());
        }
    }

    private static ServerSocket open() throws IOException {
        for (var tries = 1; tries < TRIES; tries++) {
            try {
                return bound(ThreadLocalRandom.current().nextInt(FIRST, LAST));
            } catch (IOException _) {
                // It is taken; another may not be.
            }
        }
        return bound(0);
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
