package io.menshen.policy;

import static io.menshen.policy.BundleRefusedException.Fault.OLDER;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The highest revision that was ever accepted, and its contents: nobody can put an older policy in
 * force by putting back its bundle, nor by a restart.
 */
final class HighestRevision {
    private static final String FILE = "accepted.json";

    private final @Nullable PolicyFolder folder;
    private Accepted highest;

    /**
     * What was accepted before this start.
     *
     * @param folder where it is kept, or null to forget it at the end of the process
     * @throws IOException where it cannot be read
     */
    HighestRevision(@Nullable PolicyFolder folder) throws IOException {
        this.folder = folder;
        this.highest = folder == null ? Accepted.NOTHING : read(folder);
    }

    private static Accepted read(PolicyFolder folder) throws IOException {
        var kept = folder.read(FILE);
        if (kept.isEmpty()) {
            return Accepted.NOTHING;
        }
        try {
            return Bundle.STRICT.readValue(kept.get(), Accepted.class);
        } catch (JacksonException e) {
            throw new IOException(
                    folder.resolve(FILE)
                            + " is damaged, so nobody knows which revision was the highest."
                            + " Restore it, or delete it if the bundle is surely the newest.",
                    e);
        }
    }

    /**
     * Refuses what is older than the highest, or is other contents under its number.
     *
     * @throws BundleRefusedException {@code OLDER}
     */
    void require(Bundle bundle) throws BundleRefusedException {
        if (bundle.revision() < highest.revision) {
            throw new BundleRefusedException(
                    OLDER,
                    "its revision "
                            + bundle.revision()
                            + " is older than "
                            + highest.revision
                            + ", which was accepted before");
        }
        if (bundle.revision() == highest.revision && !bundle.digest().equals(highest.digest)) {
            throw new BundleRefusedException(
                    OLDER,
                    "its contents are not those accepted before as revision "
                            + highest.revision
                            + "; a change needs a higher revision");
        }
    }

    /** Makes this bundle the highest, durably, and keeps it for whoever asks later what was so. */
    void accept(Bundle bundle) throws IOException {
        var accepted = new Accepted(bundle.revision(), bundle.digest());
        if (folder != null && !accepted.equals(highest)) {
            folder.write("revision-" + bundle.revision() + ".tar.gz", bundle.write().toArray());
            folder.write(FILE, Bundle.STRICT.writeValueAsBytes(accepted));
        }
        highest = accepted;
    }

    private record Accepted(int revision, String digest) {
        static final Accepted NOTHING = new Accepted(0, "");

        Accepted {
            if (revision < 0 || digest == null) {
                throw new IllegalArgumentException("no revision was accepted so");
            }
        }
    }
}
