package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import io.menshen.keys.KeyFiles;
import io.menshen.keys.KeyServiceException;
import io.menshen.keys.KeysetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether keys and passwords are there, open, and are their owner's alone. */
record KeysLook(Configured configured) {
    private static final String PART = "keys";

    Stream<Finding> findings() {
        return Stream.of(keysets(), secrets(), apart());
    }

    private Finding keysets() {
        var folder = configured.keys().folder();
        try {
            var files = KeysetFiles.of(configured.keys());
            files.open();
            return ok(PART, "keysets", files.status().size() + " open, from " + folder);
        } catch (IOException | KeyServiceException e) {
            return fail(
                    PART,
                    "keysets",
                    Finding.line(e),
                    "./menshen keys create makes them; menshen.keys.folder names them");
        } catch (GeneralSecurityException _) {
            return fail(
                    PART,
                    "keysets",
                    "altered, or of another root",
                    "restore the whole folder from its backup");
        }
    }

    private Finding secrets() {
        var faults = new ArrayList<String>();
        for (var file : files()) {
            try {
                KeyFiles.refuseWhatOthersRead(file);
                if (!Files.isReadable(file)) {
                    faults.add(file + " cannot be read by this account");
                }
            } catch (IOException e) {
                faults.add(Finding.line(e));
            }
        }
        return faults.isEmpty()
                ? ok(PART, "secret files", files().size() + " are their owner's alone")
                : fail(
                        PART,
                        "secret files",
                        String.join("; ", faults),
                        "chown them to the gateway's account and chmod 600, folders 700");
    }

    /** Every file that the configuration names and that holds a secret. */
    private List<Path> files() {
        var files = new ArrayList<>(List.of(configured.audit().privateKey()));
        files.add(configured.journal().file());
        Stream.of(configured.storage().passwordFolder(), configured.quota().redisPasswordFile())
                .flatMap(Stream::ofNullable)
                .forEach(files::add);
        var transit = configured.keys().transit();
        if (transit != null) {
            files.add(transit.tokenFile());
        }
        var doors = configured.web().doors();
        if (doors != null) {
            doors.values().stream()
                    .flatMap(door -> Stream.ofNullable(door.privateKey()))
                    .forEach(files::add);
        }
        return files;
    }

    /** Who holds a gateway must not be able to sign a policy for it. */
    private Finding apart() {
        var key = KeyFiles.Pair.BUNDLE.privateFile(configured.keys().folder());
        return Files.exists(key)
                ? warn(
                        PART,
                        "policy key",
                        key + " lies on this machine",
                        "move it to where bundles are built, and leave no copy")
                : ok(PART, "policy key", "not on this machine");
    }
}
