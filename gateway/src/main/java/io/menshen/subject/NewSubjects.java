package io.menshen.subject;

import io.menshen.keys.KeyRing.WrappedKeys;
import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Many new people by two statements. */
final class NewSubjects {
    private static final String CLAIM =
            "SELECT subject.claim_keys($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    private static final String CONSENT = "SELECT subject.put_consents($1, $2, $3, $4)";

    private NewSubjects() {}

    /** Writes them as they will stand; an epoch that has gone, or an id that is taken, is stale. */
    static Mono<Void> write(Connection connection, List<Subject> people, RecordMac macs) {
        var claimed = claim(connection.createStatement(CLAIM), people, macs);
        return Call.expectCount(claimed, people.size())
                .then(Mono.defer(() -> consents(connection, people, macs)));
    }

    private static Statement claim(Statement statement, List<Subject> people, RecordMac macs) {
        return keyed(statement, people)
                .bind("$9", texts(people, person -> person.age().word()))
                .bind("$10", texts(people, NewSubjects::review))
                .bind("$11", texts(people, person -> person.guardian().word()))
                .bind("$12", versions(people))
                .bind("$13", texts(people, person -> hex(macs.of(person))));
    }

    private static Statement keyed(Statement statement, List<Subject> people) {
        return statement
                .bind("$1", ids(people, person -> person.id().value()))
                .bind("$2", ids(people, person -> person.rows().identity()))
                .bind("$3", ids(people, person -> person.rows().sensitive()))
                .bind("$4", ids(people, person -> person.rows().profile()))
                .bind("$5", ids(people, person -> Objects.requireNonNull(person.auditId())))
                .bind("$6", texts(people, person -> hex(service(person))))
                .bind("$7", texts(people, person -> hex(keys(person).statutory().toArray())))
                .bind("$8", people.stream().map(one -> keys(one).epoch()).toArray(Integer[]::new));
    }

    private static Mono<Void> consents(
            Connection connection, List<Subject> people, RecordMac macs) {
        var said = people.stream().filter(person -> person.consents().version() > 0).toList();
        if (said.isEmpty()) {
            return Mono.empty();
        }
        var statement =
                connection
                        .createStatement(CONSENT)
                        .bind("$1", ids(said, person -> person.id().value()))
                        .bind("$2", versions(said))
                        .bind("$3", texts(said, person -> person.consents().text()))
                        .bind("$4", texts(said, person -> hex(consentMac(person, macs))));
        return Call.expectCount(statement, said.size());
    }

    private static byte[] consentMac(Subject person, RecordMac macs) {
        return macs.of(person.id().value(), person.consents());
    }

    private static WrappedKeys keys(Subject person) {
        return Objects.requireNonNull(person.keys(), "a new person has keys");
    }

    private static byte[] service(Subject person) {
        var service = keys(person).service();
        return Objects.requireNonNull(service, "a new person has both keys").toArray();
    }

    private static String review(Subject person) {
        return person.ageReview() == null ? "" : person.ageReview().toString();
    }

    private static Long[] versions(List<Subject> people) {
        return people.stream().map(person -> person.consents().version()).toArray(Long[]::new);
    }

    private static UUID[] ids(List<Subject> people, Function<Subject, UUID> id) {
        return people.stream().map(id).toArray(UUID[]::new);
    }

    private static String[] texts(List<Subject> people, Function<Subject, String> text) {
        return people.stream().map(text).toArray(String[]::new);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
