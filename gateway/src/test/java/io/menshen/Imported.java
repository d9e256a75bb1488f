package io.menshen;

import io.menshen.access.Uses;
import io.menshen.catalog.Field;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.masking.FieldType;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.Transactions;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.vault.NewValues;
import io.menshen.vault.Provenance;
import io.menshen.vault.Vault;
import io.menshen.vault.VaultWrites;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/** Puts values that no channel takes in over HTTP, as an import from another system would. */
record Imported(RunningGateway gateway) {
    private static final Duration SOON = Duration.ofSeconds(10);

    void put(SubjectId id, String purpose, String field, String... values) {
        var registered = gateway.bean(Uses.class).policy().catalog().field(field).orElseThrow();
        var type = FieldType.of(registered.type());
        var personal =
                Arrays.stream(values)
                        .map(value -> type.normalise(Personal.of(value)).orElseThrow())
                        .toList();
        write(
                Objects.requireNonNull(gateway.bean(Subjects.class).find(id).block(SOON)),
                purpose,
                new NewValues(field, registered, personal));
    }

    private void write(Subject subject, String purpose, NewValues values) {
        var stores = EnumSet.of(Field.Store.IDENTITY, Field.Store.SENSITIVE, Field.Store.PROFILE);
        var before =
                Objects.requireNonNull(
                        gateway.bean(Vault.class).read(subject, stores, "import").block(SOON));
        var from =
                new Provenance(
                        purpose,
                        "import",
                        Instant.EPOCH,
                        0,
                        LocalDate.now(BusinessDay.ZONE).plusDays(90));
        Transactions.run(
                        gateway.bean(Pools.class).of(Role.INTAKE),
                        connection ->
                                gateway.bean(VaultWrites.class)
                                        .put(connection, subject, before, List.of(values), from))
                .block(SOON);
    }
}
