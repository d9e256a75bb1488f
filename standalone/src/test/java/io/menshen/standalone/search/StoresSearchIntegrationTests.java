package io.menshen.standalone.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.menshen.kernel.Personal;
import io.menshen.standalone.RunningParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StoresSearchIntegrationTests {
    @RegisterExtension static final RunningParts PARTS = new RunningParts();

    private static final String PLANTED = "canary-7f3a9c51e2";
    private static final Search SEARCH =
            new Search(List.of(new Canary("planted", Personal.of(PLANTED))));

    @TempDir Path temporary;

    @Test
    void finds_what_stands_in_a_table_of_any_schema_and_in_the_raw_files() throws Exception {
        var owner = PARTS.supervisor().postgres().owner("menshen");
        var tables = new TableSearch(SEARCH);
        var files = new FolderSearch(SEARCH);
        assertThat(tables.in(owner).hits()).isEmpty();
        try (var connection = owner.getConnection()) {
            execute(connection, "CREATE SCHEMA planted");
            execute(connection, "CREATE TABLE planted.t (id int, b bytea, j jsonb)");
            execute(
                    connection,
                    "INSERT INTO planted.t VALUES (1, '%s'::bytea, '{}'), (2, '', '{\"a\":\"%s\"}')"
                            .formatted(PLANTED, PLANTED));
        }
        var found = tables.in(owner);
        assertThat(found.hits())
                .extracting(Hit::place)
                .contains("planted.t")
                .containsOnly("planted.t");
        assertThat(found.hits()).extracting(Hit::encoding).contains("hex", "plain");
        assertThat(found.bytes()).isGreaterThan(100_000);
        assertThat(files.in(PARTS.supervisor().postgres().data()).hits())
                .anyMatch(hit -> hit.place().contains("/base/"))
                .anyMatch(hit -> hit.place().contains("/pg_wal/"));
        try (var connection = owner.getConnection()) {
            execute(connection, "DROP SCHEMA planted CASCADE");
        }
    }

    @Test
    void finds_what_stands_in_every_kind_of_key() {
        var uri = PARTS.supervisor().redis().uri();
        var client = RedisClient.create(uri);
        try (var connection = client.connect()) {
            var redis = connection.sync();
            assertThat(new RedisSearch(SEARCH).in(uri).hits()).isEmpty();
            redis.set("a", PLANTED);
            redis.lpush("b", PLANTED);
            redis.sadd("c", PLANTED);
            redis.zadd("d", 1, PLANTED);
            redis.hset("e", Map.of("field", PLANTED));
            redis.set(PLANTED, "1");
            assertThat(new RedisSearch(SEARCH).in(uri).hits()).hasSize(6);
            redis.flushall();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void finds_what_stands_in_a_log() throws Exception {
        Files.writeString(
                Files.createDirectories(temporary.resolve("logs")).resolve("x.log"), "…" + PLANTED);
        assertThat(new FolderSearch(SEARCH).in(temporary).hits())
                .containsExactly(
                        new Hit(temporary.resolve("logs/x.log").toString(), "planted", "plain", 3));
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
