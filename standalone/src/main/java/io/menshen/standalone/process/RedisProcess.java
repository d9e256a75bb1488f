package io.menshen.standalone.process;

import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.Kept;
import io.menshen.standalone.data.OwnerOnly;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A real Redis on the loopback address, with a password; it keeps its counters over a restart. */
public final class RedisProcess implements Part, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Child child;
    private final int port;
    private final String password;

    private RedisProcess(Child child, int port, String password) {
        this.child = child;
        this.port = port;
        this.password = password;
    }

    /** Starts the server of a data folder; one that outlived its starter is stopped first. */
    public static RedisProcess start(DataFolder folder, Binaries binaries) throws IOException {
        stopSurvivor(folder);
        var password = Kept.in(folder.file("secrets.properties")).password("redis");
        var port = Ports.kept(Kept.in(folder.file("ports.properties")), "redis");
        var data = folder.folder("redis");
        var file = data.resolve("redis.conf");
        OwnerOnly.write(file, settings(port, password, data));
        var command = List.of(binaries.redis().toString(), file.toString());
        var redis = new RedisProcess(Child.start(folder, "redis", command), port, password);
        redis.child.await(redis::answers, PATIENCE);
        return redis;
    }

    /** Stops the server of that folder if it outlived its starter. */
    public static void stopSurvivor(DataFolder folder) throws IOException {
        Child.stopSurvivor(folder, "redis", PATIENCE);
    }

    /** The password stands in a file: what stands in a command line, every user can read. */
    private static String settings(int port, String password, Path data) {
        return """
        bind 127.0.0.1
        port %d
        requirepass %s
        dir "%s"
        appendonly yes
        save ""
        maxmemory 128mb
        maxmemory-policy noeviction
        """
                .formatted(port, password, data);
    }

    /** Its address with the password, as Lettuce takes it. */
    public String uri() {
        return "redis://:%s@127.0.0.1:%d/0".formatted(password, port);
    }

    /** The port on the loopback address. */
    public int port() {
        return port;
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            var hello = "AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(hello);
            var answer = socket.getInputStream().readNBytes("+OK\r\n+PONG".length());
            return new String(answer, StandardCharsets.UTF_8).endsWith("+PONG");
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public CompletableFuture<Ended> ended() {
        return child.ended();
    }

    /** Stops it; its counters are kept. */
    @Override
    public void close() {
        child.stop(PATIENCE);
    }
}
