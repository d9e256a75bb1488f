package io.menshen.quota;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/** A real redis-server with a password that can be killed, frozen and started anew on its port. */
public final class RealRedis implements AutoCloseable {
    private static final String PASSWORD = "test-redis";

    private final File binary;
    private final Path folder;
    private final int port;
    private Process server;

    /** A server that is up; its log goes to the folder. */
    public RealRedis(Path folder) throws IOException {
        this.folder = folder;
        binary = ExecutableProvider.newJarResourceProvider().get();
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = start();
    }

    /** Its address, with the password. */
    public String uri() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
    }

    private Process start() throws IOException {
        var started =
                new ProcessBuilder(
                                binary.getPath(),
                                "--port",
                                Integer.toString(port),
                                "--bind",
                                "127.0.0.1",
                                "--requirepass",
                                PASSWORD,
                                "--save",
                                "",
                                "--dir",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("redis.log").toFile())
                        .start();
        for (var tries = 0; tries < 200 && !listens(); tries++) {
            LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
        }
        return started;
    }

    private boolean listens() {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it at once. */
    public void kill() {
        server.destroyForcibly();
        try {
            server.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while Redis ended", e);
        }
    }

    void restart() throws IOException {
        kill();
        server = start();
    }

    /** Starts it again, empty, on its port. */
    public void startAgain() throws IOException {
        server = start();
    }

    /** Stops it where it stands: it answers nothing and closes nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
            sent.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while signalling Redis", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
