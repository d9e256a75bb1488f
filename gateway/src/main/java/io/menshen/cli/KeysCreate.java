package io.menshen.cli;

import io.menshen.journal.NewJournal;
import io.menshen.keys.KeyFiles;
import io.menshen.keys.KeysProperties;
import io.menshen.keys.KeysetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes keysets, the audit's pair and the bundle's pair in one folder; nothing is overwritten. */
@Command(
        name = "create",
        description =
                "make keysets, signing keys and an empty journal in a folder that only its owner can read",
        mixinStandardHelpOptions = true)
final class KeysCreate implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "is made where it does not exist")
    private @Nullable Path folder;

    @Option(
            names = "--config",
            description =
                    "the gateway's configuration, where a key service of menshen.keys.transit is to wrap the keysets")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        var into = Objects.requireNonNull(folder);
        refuseWhatIsThere(into);
        KeyFiles.createFolder(into);
        for (var pair : KeyFiles.Pair.values()) {
            KeyFiles.createPair(pair, pair.privateFile(into), pair.publicFile(into));
        }
        files(into).create();
        NewJournal.create(journal(into));
        told(into).forEach(Objects.requireNonNull(spec).commandLine().getOut()::println);
        return 0;
    }

    private KeysetFiles files(Path into) {
        if (config == null) {
            return new KeysetFiles(into);
        }
        var set = new Settings(config).keys();
        return KeysetFiles.of(
                new KeysProperties(into, set.look(), set.proof(), set.lost(), set.transit()));
    }

    /** All or nothing: half a set of keys beside an old one would pass for a whole. */
    private static void refuseWhatIsThere(Path into) throws IOException {
        if (!Files.isDirectory(into)) {
            return;
        }
        try (var files = Files.list(into)) {
            if (files.findAny().isPresent()) {
                throw new CannotException(
                        into + " is not empty; keys are never overwritten: name another folder");
            }
        }
    }

    private static Path journal(Path into) {
        return into.resolve("revocations.journal");
    }

    private static List<String> told(Path into) {
        return List.of(
                "keysets are in " + into + ": set menshen.keys.folder to it",
                "the audit signs with "
                        + KeyFiles.Pair.AUDIT.privateFile(into)
                        + ": set menshen.audit.private-key and public-key",
                "policy bundles are signed with "
                        + KeyFiles.Pair.BUNDLE.privateFile(into)
                        + ": keep it where bundles are built, and no copy on a gateway",
                "the empty revocation journal is "
                        + journal(into)
                        + ": move it to a disk apart from the database's and set menshen.journal.file",
                "back the folder up now: what these keys sealed cannot be read without them");
    }
}
