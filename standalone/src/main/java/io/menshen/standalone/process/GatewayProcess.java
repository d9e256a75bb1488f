package io.menshen.standalone.process;

import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.OwnerOnly;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The production gateway as a process of its own; nothing of standalone is on its class path. */
public final class GatewayProcess implements Part, AutoCloseable {
    private static final String MAIN = "io.menshen.Gateway";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(25);

    private final Child child;
    private final GatewayPorts ports;
    private final HttpClient client;

    private GatewayProcess(Child child, GatewayPorts ports) {
        this.child = child;
        this.ports = ports;
        this.client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }

    /**
     * Starts a gateway; one of the same name that outlived its starter is stopped first.
     *
     * @param name the process's name among its neighbours, such as {@code gateway-1}
     * @param configuration its application.yaml
     */
    public static GatewayProcess start(
            DataFolder folder, String name, String configuration, GatewayPorts ports)
            throws IOException {
        stopSurvivor(folder, name);
        var file = folder.folder(name).resolve("application.yaml");
        OwnerOnly.write(file, configuration);
        return new GatewayProcess(Child.start(folder, name, command(file)), ports);
    }

    /** Stops a gateway of that name that outlived its starter, if there is one. */
    public static void stopSurvivor(DataFolder folder, String name) throws IOException {
        Child.stopSurvivor(folder, name, DRAIN);
    }

    private static List<String> command(Path configuration) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx256m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"));
        command.addAll(List.of("-cp", classPath(), MAIN));
        command.add("--spring.config.additional-location=file:" + configuration);
        return command;
    }

    /**
     * The class path of this process without its own classes: what the gateway has in production.
     */
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !own(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean own(Path entry) {
        var file = entry.getFileName();
        return Files.isDirectory(entry.resolve("io/menshen/standalone"))
                || (file != null && file.toString().startsWith("menshen-standalone"));
    }

    /** Waits until it is ready to serve. */
    public GatewayProcess ready() {
        child.await(this::answersReady, PATIENCE);
        return this;
    }

    private boolean answersReady() {
        try {
            var ready =
                    HttpRequest.newBuilder(management("/health/ready"))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            return client.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw Commands.interrupted(e);
        }
    }

    /** The process, for its id. */
    public ProcessHandle handle() {
        return child.handle();
    }

    /** An address on its door for consumers. */
    public URI api(String path) {
        return URI.create("http://127.0.0.1:" + ports.api() + path);
    }

    /** An address on its door for the staff. */
    public URI staff(String path) {
        return URI.create("http://127.0.0.1:" + ports.staff() + path);
    }

    /** An address on its door for people. */
    public URI people(String path) {
        return URI.create("http://127.0.0.1:" + ports.people() + path);
    }

    /** An address on its door for operators. */
    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + ports.management() + path);
    }

    @Override
    public CompletableFuture<Ended> ended() {
        return child.ended();
    }

    /** Lets it answer what it has in hand, then ends it. */
    @Override
    public void close() {
        client.close();
        child.stop(DRAIN);
    }
}
