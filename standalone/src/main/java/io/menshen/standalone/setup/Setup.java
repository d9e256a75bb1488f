package io.menshen.standalone.setup;

import io.menshen.journal.NewJournal;
import io.menshen.keys.KeysetChanges;
import io.menshen.keys.KeysetFiles;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.Kept;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.storage.Migration;
import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What stands once the set-up is done.
 *
 * @param keysets the folder of the keysets
 * @param audit the pair that signs the audit's checkpoints
 * @param policy the pair that signs the bundle
 * @param passwords a password per serving role
 */
public record Setup(
        Path keysets, KeyPairFiles audit, KeyPairFiles policy, Map<Role, String> passwords) {
    /** Copies, so that nothing changes afterwards. */
    public Setup {
        passwords = Map.copyOf(passwords);
    }

    /**
     * Makes what is missing and brings the database to this version. What stands is left alone, so
     * that it runs at every start.
     *
     * @throws StandaloneException where the database or a key cannot be made
     */
    public static Setup run(DataFolder folder, PostgresProcess postgres) throws IOException {
        try {
            var keysets = new KeysetFiles(folder.file("keys"));
            if (!keysets.exist()) {
                // Only a first start makes a journal: one that is lost later must be noticed.
                Files.deleteIfExists(journal(folder));
                NewJournal.create(journal(folder));
                keysets.create();
            }
            new KeysetChanges(keysets, Clock.systemUTC()).complete();
            var setup =
                    new Setup(
                            folder.file("keys"),
                            KeyPairFiles.ed25519(folder.file("audit")),
                            KeyPairFiles.p256(folder.file("policy")),
                            passwords(Kept.in(folder.file("secrets.properties"))));
            setup.migrate(postgres);
            return setup;
        } catch (GeneralSecurityException | SQLException e) {
            throw new StandaloneException("the set-up failed: " + e.getMessage(), e);
        }
    }

    /** The revocation journal of a data folder. */
    public static Path journal(DataFolder folder) throws IOException {
        return folder.folder("journal").resolve("revocations.journal");
    }

    private static Map<Role, String> passwords(Kept secrets) throws IOException {
        var passwords = new EnumMap<Role, String>(Role.class);
        for (var role : Role.values()) {
            passwords.put(role, secrets.password(role.database()));
        }
        return passwords;
    }

    private void migrate(PostgresProcess postgres) throws SQLException {
        var owner = postgres.owner(PostgresProcess.DATABASE);
        new Migration(owner).run(storage(postgres));
        var mark = new DeploymentMark(owner);
        mark.create();
        mark.set(DeploymentMark.GENERATED_PEOPLE);
    }

    /** How the serving roles reach that server. */
    public StorageProperties storage(PostgresProcess postgres) {
        return new StorageProperties(
                "127.0.0.1",
                postgres.port(),
                PostgresProcess.DATABASE,
                passwords,
                4,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    /** The password of a role. */
    public String password(Role role) {
        return Objects.requireNonNull(passwords.get(role));
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "Setup[" + keysets + "]";
    }
}
