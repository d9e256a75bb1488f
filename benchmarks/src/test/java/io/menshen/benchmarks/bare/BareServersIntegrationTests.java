package io.menshen.benchmarks.bare;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.benchmarks.load.Connections;
import io.menshen.benchmarks.load.Order;
import io.menshen.benchmarks.load.Requests;
import io.menshen.benchmarks.load.Tally;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.Kept;
import io.menshen.standalone.process.Binaries;
import io.menshen.standalone.process.PostgresProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.DisposableServer;
import tools.jackson.databind.json.JsonMapper;

/** The comparison servers over a real PostgreSQL. */
class BareServersIntegrationTests {
    private static final int PEOPLE = 20;

    @TempDir private static Path folder = Path.of("");

    private static DataFolder data;
    private static PostgresProcess postgres;
    private static Database database;
    private static List<UUID> people = List.of();

    @BeforeAll
    static void start() throws IOException, SQLException {
        data = DataFolder.open(folder.resolve("data"), "bench");
        postgres = PostgresProcess.start(data, new Binaries(Path.of("target/binaries")));
        var password = Kept.in(data.file("secrets.properties")).password("postgres");
        database =
                new Database(
                        postgres.port(), PostgresProcess.DATABASE, PostgresProcess.OWNER, password);
        people = PeopleTable.fill(database.driver(), PEOPLE);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        data.close();
    }

    @Test
    void the_ordinary_one_answers_the_six_values_of_the_person_asked_for() throws Exception {
        served(ReactiveServer.ordinary(database, 0));
    }

    @Test
    void the_coalescing_one_answers_the_same() throws Exception {
        served(ReactiveServer.coalesced(database, 0));
    }

    @Test
    void spring_mvc_answers_the_same() throws Exception {
        try (var server = MvcServer.start(database, 0)) {
            answersEveryone(server.port());
            assertThat(asked(server.port(), "}}").failed()).isZero();
        }
    }

    @Test
    void an_answer_that_ends_otherwise_counts_as_failed() throws IOException, InterruptedException {
        var server = ReactiveServer.ordinary(database, 0);
        try {
            var tally = asked(server.port(), "}}}");
            assertThat(tally.answered()).isZero();
            assertThat(tally.failed()).isPositive();
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void hello_is_said_as_often_as_it_is_asked() throws IOException, InterruptedException {
        var server = HelloServer.start(0);
        try {
            var tally = tally(server.port(), List.of(Requests.get("/hello")), "}\n");
            assertThat(tally.answered()).isPositive();
            assertThat(tally.failed()).isZero();
            assertThat(tally.p50()).isPositive().isLessThanOrEqualTo(tally.p999());
            assertThat(tally.perSecond()).isEqualTo(tally.answered() / tally.seconds());
        } finally {
            server.disposeNow();
        }
    }

    private static void served(DisposableServer server) throws Exception {
        try {
            answersEveryone(server.port());
            var tally = asked(server.port(), "}}");
            assertThat(tally.answered()).isPositive();
            assertThat(tally.failed()).isZero();
        } finally {
            server.disposeNow();
        }
    }

    private static void answersEveryone(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var i = 0; i < PEOPLE; i++) {
                var request =
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/people"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body(people.get(i))))
                                .build();
                var answer = client.send(request, BodyHandlers.ofString()).body();
                assertThat(JsonMapper.shared().readValue(answer, Person.class))
                        .isEqualTo(person(i));
            }
        }
    }

    private static Person person(int number) {
        var fields = new TreeMap<String, String>();
        for (var field :
                List.of(
                        "birth_date",
                        "email",
                        "external_id",
                        "full_name",
                        "member_card_no",
                        "mobile")) {
            fields.put(field, "value %06d of %s".formatted(number, field));
        }
        return new Person(people.get(number), fields);
    }

    private static Tally asked(int port, String ending) throws IOException, InterruptedException {
        var requests =
                people.stream()
                        .map(id -> Requests.post("/people", "application/json", "", body(id)))
                        .toList();
        return tally(port, requests, ending);
    }

    private static Tally tally(int port, List<byte[]> requests, String ending)
            throws IOException, InterruptedException {
        var file = Requests.write(folder.resolve("requests"), requests);
        try (var connections = new Connections()) {
            return connections.run(new Order(port, 4, 500, file.toString(), ending));
        }
    }

    private static String body(UUID id) {
        return "{\"id\":\"%s\"}".formatted(id);
    }
}
