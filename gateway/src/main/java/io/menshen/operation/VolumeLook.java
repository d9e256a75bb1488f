package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tells that volumes are encrypted: the operator's statement, and what this machine shows. */
record VolumeLook(Configured configured, Clock clock) {
    private static final String PART = "volumes";
    private static final Path BLOCKS = Path.of("/sys/class/block");

    Stream<Finding> findings() {
        return Stream.concat(
                Stream.of(evidence(configured.operation().encryptionEvidence())),
                Stream.of(seen("keys", configured.keys().folder())));
    }

    private Finding evidence(@Nullable Path file) {
        var remedy =
                "write there how the database's volume is encrypted, who looked and when, and name"
                        + " the file in menshen.operation.encryption-evidence";
        if (file == null) {
            return warn(PART, "evidence", "none is named", remedy);
        }
        try {
            var age =
                    Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
            if (Files.readString(file).isBlank()) {
                return fail(PART, "evidence", file + " is empty", remedy);
            }
            return age.compareTo(configured.operation().encryptionAge()) > 0
                    ? fail(
                            PART,
                            "evidence",
                            age.toDays() + " days old",
                            "look again. Then " + remedy)
                    : ok(PART, "evidence", file + ", " + age.toDays() + " days old");
        } catch (IOException e) {
            return fail(PART, "evidence", Finding.line(e), remedy);
        }
    }

    /** Linux shows what lies under a mapped device; elsewhere nothing can be seen. */
    private static Finding seen(String what, Path path) {
        try {
            var device = Path.of(Files.getFileStore(path).name());
            if (!Files.exists(device)) {
                return unseen(what, device.toString());
            }
            return isEncrypted(String.valueOf(device.toRealPath().getFileName()))
                    ? ok(PART, what, device + " is encrypted (dm-crypt)")
                    : unseen(what, device.toString());
        } catch (IOException _) {
            return unseen(what, path.toString());
        }
    }

    private static Finding unseen(String what, String device) {
        return warn(
                PART,
                what,
                device + ": cannot be seen from here whether it is encrypted",
                "keep keys on an encrypted volume, and say so in the evidence");
    }

    /** LVM on a LUKS device counts: all that lies below is asked. */
    private static boolean isEncrypted(String block) throws IOException {
        var device = BLOCKS.resolve(block);
        if (uuid(device).filter(uuid -> uuid.startsWith("CRYPT-")).isPresent()) {
            return true;
        }
        var below = device.resolve("slaves");
        if (!Files.isDirectory(below)) {
            return false;
        }
        try (var devices = Files.list(below)) {
            var names = devices.map(one -> String.valueOf(one.getFileName())).toList();
            for (var name : names) {
                if (!isEncrypted(name)) {
                    return false;
                }
            }
            return !names.isEmpty();
        }
    }

    private static Optional<String> uuid(Path device) throws IOException {
        var file = device.resolve("dm").resolve("uuid");
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
