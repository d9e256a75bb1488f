package io.menshen.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.standalone.RunningParts;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.Kept;
import io.menshen.standalone.process.Binaries;
import io.menshen.standalone.process.Ports;
import io.menshen.standalone.process.RedisProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/run.md on a PostgreSQL and a Redis that stand by themselves: its blocks are typed as
 * they are, with other folders and ports. Two gateways and an issuer are processes of their own.
 */
class RunDocumentIntegrationTests {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir Path home;
    private final List<Process> started = new ArrayList<>();
    private final List<AutoCloseable> parts = new ArrayList<>();

    @AfterEach
    void stopWhatRuns() throws Exception {
        for (var process : started.reversed()) {
            // The shell that typed the block, and what it started.
            var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            all.forEach(ProcessHandle::destroy);
            for (var each : all) {
                each.onExit().get(60, TimeUnit.SECONDS);
            }
        }
        for (var part : parts.reversed()) {
            part.close();
        }
    }

    private record Ended(int code, String output) {}

    private Process start(String name, String block) throws IOException {
        var builder = new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + block);
        builder.environment().put("MENSHEN_CLASS_PATH", classPath(block));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process =
                builder.directory(REPOSITORY.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile())
                        .start();
        started.add(process);
        return process;
    }

    /** What is built; the gateway itself has nothing of standalone, as an installed one. */
    private static String classPath(String block) {
        var all = System.getProperty("java.class.path");
        return block.contains("menshen serve")
                ? Stream.of(all.split(File.pathSeparator, -1))
                        .filter(entry -> !entry.contains("standalone"))
                        .collect(Collectors.joining(File.pathSeparator))
                : all;
    }

    private Path log(String name) throws IOException {
        // What the demonstration shows is not among the gateways' logs, where nothing may be shown.
        var folder = name.equals("demo") ? "shown" : "logs";
        return Files.createDirectories(home.resolve(folder)).resolve(name.replace(' ', '-'));
    }

    private Ended run(Document document, String name) throws Exception {
        var process = start(name, document.block(name));
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(name).isTrue();
        return new Ended(process.exitValue(), Files.readString(log(name)));
    }

    private void good(Document document, String name) throws Exception {
        var ended = run(document, name);
        assertThat(ended.code()).as("%s: %s", name, ended.output()).isZero();
    }

    private EmbeddedPostgres postgres() throws IOException {
        var asked =
                Files.writeString(
                        home.resolve("pg_hba.conf"),
                        """
                        local all all trust
                        host all postgres samehost trust
                        host all all samehost scram-sha-256
                        """);
        var server =
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("hba_file", asked.toString())
                        .start();
        parts.add(server);
        return server;
    }

    private void redis(int port, String password) throws IOException {
        var data = DataFolder.open(home.resolve("redis"), "run");
        parts.add(data);
        Kept.in(data.file("ports.properties")).keep("redis", Integer.toString(port));
        Kept.in(data.file("secrets.properties")).keep("redis", password);
        parts.add(RedisProcess.start(data, new Binaries(RunningParts.BINARIES)));
    }

    private static void execute(EmbeddedPostgres server, String statements) throws Exception {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var each : statements.split(";", -1)) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        }
    }

    private Map<String, String> instead(int postgres, int redis) throws IOException {
        var instead = new LinkedHashMap<String, String>();
        instead.put("/etc/menshen", home.resolve("etc/menshen").toString());
        instead.put("/var/lib/menshen", home.resolve("var").toString());
        instead.put("port: 5432", "port: " + postgres);
        instead.put("127.0.0.1:6379", "127.0.0.1:" + redis);
        var documented = List.of("8443", "9443", "8444", "9444", "9500");
        var free = Ports.free(documented.size()).iterator();
        documented.forEach(port -> instead.put(port, Integer.toString(free.next())));
        return instead;
    }

    private static void answers(URI address) throws Exception {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        var end = System.nanoTime() + PATIENCE.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client, request)) {
                assertThat(System.nanoTime()).as(address.toString()).isLessThan(end);
                Thread.sleep(100);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void two_gateways_that_were_set_up_by_the_document_pass_the_steps_of_the_demo()
            throws Exception {
        var postgres = postgres();
        var redis = Ports.free();
        var document =
                new Document(REPOSITORY.resolve("docs/run.md"), instead(postgres.getPort(), redis));
        assertThat(document.size()).isEqualTo(16);

        setUp(document, postgres, redis);
        refusesDevelopment(document);
        serve(document);

        var ready = new URI(document.placed("http://127.0.0.1:9444/health/ready"));
        answers(ready);
        good(document, "ready");
        good(document, "try doctor");
        var demo = demo(document);
        assertThat(demo.code()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("All 9 as expected");
        assertThat(demo.output()).contains("403 consent_withdrawn on both");
    }

    private void setUp(Document document, EmbeddedPostgres postgres, int redis) throws Exception {
        good(document, "passwords");
        redis(redis, Files.readString(home.resolve("etc/menshen/passwords/redis")).strip());
        var owner = Files.readString(home.resolve("etc/menshen-owner/password")).strip();
        execute(postgres, document.block("database").replace("CONTENTS", owner));
        good(document, "keys");
        good(document, "policy");
        good(document, "configuration");
        var file = home.resolve("etc/menshen/menshen.yaml");
        Files.writeString(file, document.placed(Files.readString(file)));
        good(document, "migrate");
        good(document, "try configuration");
    }

    /**
     * The file is still the one of an issuer that does not exist here, and of none of development.
     */
    private void refusesDevelopment(Document document) throws Exception {
        var doctor = run(document, "doctor");
        assertThat(doctor.code()).as(doctor.output()).isOne();
        assertThat(doctor.output()).containsPattern("fail +issuer primary +keys");
        var serving = document.block("try serve").replace(" --development", "");
        var process = start("production", serving);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(log("production")))
                .contains("menshen.web.issuers[0].issuer is the development issuer");
    }

    private void serve(Document document) throws Exception {
        start("issuer", document.block("try issuer"));
        answers(new URI(document.placed("http://127.0.0.1:9500/jwks")));
        start("gateway-1", document.block("try serve"));
        start("gateway-2", document.block("try serve second"));
        answers(new URI(document.placed("http://127.0.0.1:9443/health/ready")));
    }

    /** With fewer people than the document takes in, which would take a minute. */
    private Ended demo(Document document) throws Exception {
        Files.writeString(home.resolve("etc/menshen-owner/postgres"), "postgres\n");
        var raw = "--people 400 --search " + home.resolve("logs");
        var process = start("demo", document.block("try demo") + " " + raw);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(log("demo")));
    }
}
