package io.menshen.standalone.intake;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.masking.FieldType;
import io.menshen.policy.Policies;
import io.menshen.standalone.people.GeneratedPerson;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.Transactions;
import io.menshen.subject.Identifier;
import io.menshen.subject.IndexWrites;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.vault.Holding;
import io.menshen.vault.NewValues;
import io.menshen.vault.Provenance;
import io.menshen.vault.Vault;
import io.menshen.vault.VaultWrites;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts what registration does not collect, as an import from other systems would: each field under
 * the first purpose that plans it.
 */
record OtherFields(
        ConnectionFactory database,
        Subjects subjects,
        Vault vault,
        VaultWrites writes,
        IndexWrites index,
        Policies policies,
        Clock clock,
        String registration) {
    private static final String CHANNEL = "import";

    static OtherFields of(ApplicationContext gateway, String registration) {
        return new OtherFields(
                gateway.getBean(Pools.class).of(Role.INTAKE),
                gateway.getBean(Subjects.class),
                gateway.getBean(Vault.class),
                gateway.getBean(VaultWrites.class),
                gateway.getBean(IndexWrites.class),
                gateway.getBean(Policies.class),
                gateway.getBean(Clock.class),
                registration);
    }

    /** One field with the purpose that it is taken in for. */
    private record Placed(NewValues values, String purposeName, Purpose purpose) {}

    void put(SubjectId id, GeneratedPerson person) {
        var catalog = policies.current().catalog();
        var placed =
                person.fields().entrySet().stream()
                        .flatMap(field -> placed(catalog, field))
                        .toList();
        subjects.find(id)
                .flatMap(subject ->
                        vault.read(subject, stores(), CHANNEL)
                                .flatMap(holding ->
                                        Transactions.run(
                                                database,
                                                c -> written(c, subject, holding, placed))))
                .block(IntakeSink.PATIENCE);
    }

    /** All fields of a purpose by one write. */
    private Mono<Void> written(
            Connection connection, Subject subject, Holding holding, List<Placed> placed) {
        var byPurpose = placed.stream().collect(Collectors.groupingBy(Placed::purposeName));
        return Flux.fromIterable(byPurpose.values())
                .concatMap(group ->
                        writes.put(
                                connection,
                                subject,
                                holding,
                                group.stream().map(Placed::values).toList(),
                                provenance(group.getFirst())))
                .then(Mono.defer(() -> index.put(connection, subject, entries(placed))));
    }

    private static List<IndexWrites.Entry> entries(List<Placed> placed) {
        return placed.stream()
                .map(Placed::values)
                .filter(values -> values.field().lookup())
                .map(OtherFields::entry)
                .toList();
    }

    private static IndexWrites.Entry entry(NewValues values) {
        var value = values.values().getFirst();
        return new IndexWrites.Entry(
                new Identifier(values.name(), Identifier.EVERYWHERE, value), null);
    }

    private static EnumSet<Field.Store> stores() {
        return EnumSet.of(Field.Store.IDENTITY, Field.Store.SENSITIVE, Field.Store.PROFILE);
    }

    private Stream<Placed> placed(
            Catalog catalog, Map.Entry<String, List<Personal<String>>> values) {
        var name = values.getKey();
        var registered = planned(catalog, name, registration);
        return registered
                ? Stream.empty()
                : catalog.purposes().entrySet().stream()
                        .filter(purpose -> purpose.getValue().fields().containsKey(name))
                        .findFirst()
                        .flatMap(purpose ->
                                catalog.field(name)
                                        .map(field ->
                                                new Placed(
                                                        normal(name, field, values.getValue()),
                                                        purpose.getKey(),
                                                        purpose.getValue())))
                        .stream();
    }

    private static boolean planned(Catalog catalog, String field, String purpose) {
        return Optional.ofNullable(catalog.purposes().get(purpose))
                .filter(p -> p.fields().containsKey(field))
                .isPresent();
    }

    private static NewValues normal(String name, Field field, List<Personal<String>> values) {
        var type = FieldType.of(field.type());
        return new NewValues(
                name,
                field,
                values.stream().flatMap(value -> type.normalise(value).stream()).toList());
    }

    private Provenance provenance(Placed placed) {
        var now = clock.instant();
        var expires =
                LocalDate.ofInstant(now, BusinessDay.ZONE)
                        .plusDays(placed.purpose().retentionDays());
        return new Provenance(placed.purposeName(), CHANNEL, now, 0, expires);
    }
}
