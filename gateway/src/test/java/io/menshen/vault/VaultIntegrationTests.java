package io.menshen.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.catalog.Field;
import io.menshen.catalog.Field.Store;
import io.menshen.catalog.Label;
import io.menshen.catalog.Shape;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.kernel.Treatment;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import io.menshen.storage.Pools;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.storage.StaleException;
import io.menshen.storage.TestHotReads;
import io.menshen.storage.TestLoops;
import io.menshen.storage.Transactions;
import io.menshen.subject.Subject;
import io.menshen.tokens.ScopedTokens;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultIntegrationTests {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Provenance FROM =
            new Provenance("orders", "app", Instant.EPOCH, 1, TODAY.plusDays(30));
    private static final Field MOBILE =
            field(Store.IDENTITY, Treatment.MASK, Field.Value.TEXT, null);
    private static final Field ADDRESS =
            field(Store.SENSITIVE, Treatment.MASK, Field.Value.TEXT, null);
    private static final Field OWN =
            field(
                    Store.IDENTITY,
                    Treatment.TOKENIZE,
                    Field.Value.TEXT,
                    null,
                    Field.Unique.CONSUMER);
    private static final Field POINTS =
            field(Store.PROFILE, Treatment.CLEAR, Field.Value.NUMBER, null);
    private static final Field ORDER =
            field(Store.PROFILE, Treatment.TOKENIZE, Field.Value.TEXT, null);
    private static final Field IP =
            field(Store.PROFILE, Treatment.MASK, Field.Value.TEXT, new Shape("ip", Map.of()));

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();
    @TempDir Path folder;

    private Pools pools;
    private TestHotReads hot;
    private Vault vault;
    private VaultWrites writes;
    private Subject subject;
    private KeyRing keys;
    private String consumer = "app";

    @BeforeEach
    void open() throws Exception {
        var files = new KeysetFiles(folder.resolve("keys"));
        files.create();
        keys = files.open();
        pools = new Pools(POSTGRES.properties());
        hot = new TestHotReads(POSTGRES.properties());
        var tokens = new ScopedTokens(keys);
        vault = new VaultReads(hot, TestLoops.LOOPS, keys, tokens);
        writes = new VaultWrites(keys, tokens);
        subject = person();
    }

    @AfterEach
    void close() {
        hot.close();
        pools.close();
    }

    @Test
    @Clause({"5.1-b", "5.1-c", "5.3"})
    void opens_what_it_sealed_from_each_store() {
        put(value("mobile", MOBILE, "13800000001"), value("address", ADDRESS, "上海市静安区一号"));
        put(value("points", POINTS, "1200.5"));

        assertThat(open("mobile", MOBILE)).containsExactly("13800000001");
        assertThat(open("address", ADDRESS)).containsExactly("上海市静安区一号");
        assertThat(open("points", POINTS)).containsExactly("1200.5");
        assertThat(open("landline", MOBILE)).isEmpty();
    }

    @Test
    @Clause("5.1-a")
    void what_identifies_lies_in_the_de_identified_store_as_a_token_or_cut() throws Exception {
        put(value("order", ORDER, "ORD-4711"), value("ip", IP, "192.168.7.9"));

        var raw = superuser("SELECT string_agg(text, ' ') FROM profile.value WHERE row_id = '%s'");
        assertThat(raw).doesNotContain("4711").doesNotContain("168").contains("tk1_");
        assertThat(open("order", ORDER)).containsExactly("ORD-4711");
        assertThat(open("ip", IP).getFirst()).startsWith("192.").contains("*");
    }

    @Test
    void a_list_that_becomes_shorter_leaves_nothing_behind() {
        put(value("tags", ADDRESS, "a", "b", "c"));
        put(value("tags", ADDRESS, "d"));

        assertThat(open("tags", ADDRESS)).containsExactly("d");
    }

    @Test
    void values_that_are_unique_within_a_consumer_lie_beside_each_other() {
        put(value("id", OWN, "a-1"));
        consumer = "till";
        assertThat(open("id", OWN)).isEmpty();
        put(value("id", OWN, "t-1"));
        put(value("id", OWN, "t-2"));

        assertThat(open("id", OWN)).containsExactly("t-2");
        consumer = "app";
        assertThat(open("id", OWN)).containsExactly("a-1");
    }

    @Test
    @Clause("5.2")
    void what_is_made_of_another_field_follows_it_where_it_is_held() {
        put(value("points", POINTS, "12"));
        follow(value("points", POINTS, "13"), value("tags", ORDER, "x"));
        assertThat(open("points", POINTS)).containsExactly("13");
        assertThat(open("tags", ORDER)).isEmpty();

        follow(value("points", POINTS));
        assertThat(open("points", POINTS)).isEmpty();
    }

    private void follow(NewValues... made) {
        var before = holding();
        var later = new Provenance("gifts", "web", Instant.EPOCH, 2, TODAY.plusDays(9));
        Transactions.run(
                        pools.of(Role.INTAKE),
                        c -> writes.follow(c, subject, before, List.of(made), later))
                .block(SOON);
    }

    @Test
    void a_value_past_its_last_day_is_no_more() {
        put(value("mobile", MOBILE, "13800000001"));

        var holding = holding();

        assertThat(holding.open("mobile", MOBILE, FROM.expires())).hasSize(1);
        assertThat(holding.open("mobile", MOBILE, FROM.expires().plusDays(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "field = 'landline'",
                "ordinal = 1",
                "purpose = 'marketing'",
                "channel = 'web'",
                "expires_on = '2099-01-01'",
                "sealed = overlay(sealed placing '\\x00' from 20)"
            })
    @Clause("5.5")
    void a_sealed_value_that_was_moved_or_altered_does_not_open(String change) throws Exception {
        put(value("mobile", MOBILE, "13800000001"));

        superuser("UPDATE identity.value SET " + change + " WHERE row_id = '%s'");

        var name = change.startsWith("field") ? "landline" : "mobile";
        assertThatThrownBy(() -> open(name, MOBILE)).isInstanceOf(IntegrityException.class);
    }

    @Test
    void a_sealed_value_does_not_open_for_another_person() throws Exception {
        var mine = subject;
        put(value("mobile", MOBILE, "13800000001"));
        subject = person();
        superuser(
                "UPDATE identity.value SET row_id = '%s' WHERE row_id = '"
                        + mine.rows().identity()
                        + "'");

        assertThatThrownBy(() -> open("mobile", MOBILE)).isInstanceOf(IntegrityException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number = 999999",
                "version = version + 1",
                "expires_on = '2099-01-01'",
                "purpose = 'other'",
                "field = 'points2'"
            })
    @Clause("5.5")
    void a_de_identified_value_that_was_changed_does_not_count(String change) throws Exception {
        put(value("points", POINTS, "12"));

        superuser("UPDATE profile.value SET " + change + " WHERE row_id = '%s'");

        var name = change.startsWith("field") ? "points2" : "points";
        assertThatThrownBy(() -> open(name, POINTS)).isInstanceOf(IntegrityException.class);
    }

    @Test
    void a_writer_that_comes_second_is_told_so() {
        var before = holding();
        put(value("mobile", MOBILE, "13800000001"));

        assertThatThrownBy(() -> put(before, value("mobile", MOBILE, "13800000002")))
                .isInstanceOf(StaleException.class);
        assertThat(open("mobile", MOBILE)).containsExactly("13800000001");
    }

    private void put(NewValues... values) {
        put(holding(), values);
    }

    private void put(Holding before, NewValues... values) {
        Transactions.run(
                        pools.of(Role.INTAKE),
                        c -> writes.put(c, subject, before, List.of(values), FROM))
                .block(SOON);
    }

    private Holding holding() {
        var stores = Set.of(Store.IDENTITY, Store.SENSITIVE, Store.PROFILE);
        return Objects.requireNonNull(vault.read(subject, stores, consumer).block(SOON));
    }

    private List<String> open(String name, Field field) {
        return holding().open(name, field, TODAY).stream().map(Personal::open).toList();
    }

    private Subject person() {
        var id = SubjectId.random();
        return Subject.fresh(id, keys.newKeys(id));
    }

    private static NewValues value(String name, Field field, String... values) {
        return new NewValues(name, field, Arrays.stream(values).map(Personal::of).toList());
    }

    private static Field field(
            Store store, Treatment treatment, Field.Value value, @Nullable Shape mask) {
        return field(store, treatment, value, mask, Field.Unique.NONE);
    }

    private static Field field(
            Store store,
            Treatment treatment,
            Field.Value value,
            @Nullable Shape mask,
            Field.Unique unique) {
        return new Field(
                new Label("域", "field"),
                "owner",
                "EXT",
                store == Store.SENSITIVE ? Field.Sensitivity.P : Field.Sensitivity.G,
                store == Store.SENSITIVE ? "address" : null,
                store,
                Field.Retention.SERVICE,
                treatment,
                mask,
                null,
                "text",
                value,
                false,
                unique,
                false,
                false,
                true,
                false,
                Map.of());
    }

    /** The row of the store that the statement names takes the place of its {@code %s}. */
    private String superuser(String sql) throws Exception {
        var row = sql.contains("identity.") ? subject.rows().identity() : subject.rows().profile();
        var url =
                "jdbc:postgresql://127.0.0.1:"
                        + POSTGRES.properties().port()
                        + "/postgres?user=postgres&password=postgres";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql.formatted(row))) {
                return "";
            }
            try (var result = statement.getResultSet()) {
                return result.next() ? String.valueOf(result.getString(1)) : "";
            }
        }
    }
}
