package io.menshen.cli;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.BackupKey;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Migration;
import io.menshen.storage.StorageProperties;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.upkeep.Backup;
import io.menshen.vault.SealedValues;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Restores a backup into a database of its own, reads people from it, and drops it again. */
final class RestoredBackup {
    private static final String SAMPLE =
            """
            SELECT subject_id FROM subject.key_record k
            WHERE service_key IS NOT NULL AND EXISTS (SELECT FROM identity.value v WHERE v.row_id = k.identity_row)
            ORDER BY random() LIMIT 50
            """;

    private final KeysAtWork keys;
    private final Owner owner;
    private final StorageProperties scratch;

    RestoredBackup(KeysAtWork keys, Owner owner) {
        this.keys = keys;
        this.owner = owner;
        this.scratch = keys.storage().at(keys.storage().database() + "_scratch");
    }

    /**
     * What was read.
     *
     * @param rows how many were restored
     * @param people how many of them were read
     * @param values how many sealed values of theirs opened
     */
    record Read(long rows, long people, long values) {}

    /**
     * Reads people from a restored backup by the keys of one epoch alone.
     *
     * @throws CannotException where it does not restore, or somebody's values do not open
     */
    Read read(Path backup, BackupKey key, int epoch) throws IOException, SQLException {
        try (var server = owner.connect(keys.storage())) {
            drop(server);
            execute(server, "CREATE DATABASE " + name());
            try {
                return read(backup, key, keys.files().openOnly(epoch));
            } catch (GeneralSecurityException e) {
                throw new CannotException("the backup does not open: " + e.getMessage());
            } finally {
                drop(server);
            }
        }
    }

    private Read read(Path backup, BackupKey key, KeyRing ring)
            throws IOException, SQLException, GeneralSecurityException {
        new Migration(owner.source(scratch)).run(scratch);
        try (var database = owner.connect(scratch)) {
            var rows = new Backup(key).restore(database, backup);
            var people = sample(database);
            var values = opened(ring, people);
            if (values.size() < people.size() || values.contains(0L)) {
                throw new CannotException("people of the backup cannot be read; the old key stays");
            }
            return new Read(rows, people.size(), values.stream().mapToLong(v -> v).sum());
        }
    }

    /** People who hold sealed values, by chance. */
    private static List<SubjectId> sample(Connection database) throws SQLException {
        var found = new ArrayList<SubjectId>();
        try (var ask = database.createStatement();
                var rows = ask.executeQuery(SAMPLE)) {
            while (rows.next()) {
                found.add(new SubjectId(rows.getObject(1, UUID.class)));
            }
        }
        return found;
    }

    /** How many sealed values of each opened. */
    private List<Long> opened(KeyRing ring, List<SubjectId> people) {
        try (var pools = KeysAtWork.pools(scratch)) {
            var subjects = Subjects.over(pools, ring);
            var sealed = new SealedValues(pools, ring);
            return keys.answer(
                    Flux.fromIterable(people)
                            .concatMap(subjects::find)
                            .filter(subject -> hasKeys(subject))
                            .concatMap(subject -> sealed.open(subject).count())
                            .collectList());
        }
    }

    private static boolean hasKeys(Subject subject) {
        return subject.keys() != null;
    }

    private void drop(Connection server) throws SQLException {
        execute(server, "DROP DATABASE IF EXISTS " + name() + " WITH (FORCE)");
    }

    private String name() {
        return '"' + scratch.database().replace("\"", "\"\"") + '"';
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
