package io.menshen;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway as a process of its own, with what it has in production on its class path. */
final class OwnProcess implements AutoCloseable {
    private final FreePorts ports = FreePorts.choose();
    private final Process process;
    private final Path out;

    /**
     * Starts one.
     *
     * @param settings that go before the deployment's own
     */
    OwnProcess(TestDeployment deployment, Map<String, String> settings) throws IOException {
        var words = new ArrayList<String>();
        Stream.of(deployment.settings(ports.api(), ports.management()))
                .filter(setting -> settings.keySet().stream().noneMatch(key -> names(setting, key)))
                .forEach(words::add);
        settings.forEach((key, value) -> words.add("--" + key + "=" + value));
        var started = JavaProcess.start(classPath(), Gateway.class, words);
        process = started.process();
        out = started.log();
    }

    private static boolean names(String setting, String key) {
        return setting.startsWith("--" + key + "=");
    }

    /** Without the tests, whose own logging would be used. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    int apiPort() {
        return ports.api();
    }

    URI api(String path) {
        return URI.create("http://127.0.0.1:" + ports.api() + path);
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + ports.management() + path);
    }

    /** Asks it to end: SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** How it ended, once it has. */
    int exit() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("it does not end");
        }
        return process.exitValue();
    }

    /** What it wrote. */
    List<String> lines() throws IOException {
        return Files.readAllLines(out);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
