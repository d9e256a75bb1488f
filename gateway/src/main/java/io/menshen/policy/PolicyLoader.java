package io.menshen.policy;

import io.menshen.catalog.Catalog;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Keeps the newest good bundle in force. It reads files and compiles: {@link #check} and {@link
 * #take} run on the policy's own thread, one at a time; {@link #current}, {@link #health} and
 * {@link #activations} are for everybody.
 */
public final class PolicyLoader implements Policies {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyLoader.class);

    private final BundleFile file;
    private final BundleVerifier verifier;
    private final HighestRevision highest;
    private final Function<Bundle, PolicyEngine> engines;
    private final Clock clock;
    private final Sinks.Many<PolicyActivation> activations = Sinks.many().replay().limit(64);

    /** Names the bytes that were judged last and found good. */
    private @Nullable String judged;

    private volatile @Nullable InForce inForce;
    private volatile PolicyHealth health;

    private record InForce(PolicySnapshot snapshot, String digest) {}

    /** Whether there must be a bundle at the start. */
    enum First {
        /** Without one nothing starts. */
        PRESENT,
        /** One will be fetched; until then every use is refused. */
        AWAITED
    }

    /**
     * Loads the first bundle.
     *
     * @param engines builds the engine of a verified bundle
     * @throws IllegalStateException where there must be a valid bundle and is none, saying why
     */
    PolicyLoader(
            BundleFile file,
            First first,
            BundleVerifier verifier,
            HighestRevision highest,
            Function<Bundle, PolicyEngine> engines,
            Clock clock) {
        this.file = file;
        this.verifier = verifier;
        this.highest = highest;
        this.engines = engines;
        this.clock = clock;
        var now = clock.instant();
        health = new PolicyHealth(0, now, null, null, now);
        try {
            look();
        } catch (IOException | RuntimeException e) {
            if (first == First.PRESENT) {
                throw new IllegalStateException(
                        "There is no valid policy, so nothing may be served. The bundle "
                                + file.path()
                                + " (menshen.policy.bundle) was refused: "
                                + PolicyHealth.told(e),
                        e);
            }
            refuse(e);
        }
    }

    @Override
    public PolicySnapshot current() {
        var now = inForce;
        if (now == null) {
            throw Refusal.retry(Refusal.Kind.POLICY_UNAVAILABLE, 1).toException();
        }
        return now.snapshot;
    }

    /** How the policy stands. */
    public PolicyHealth health() {
        return health;
    }

    /** What came into force in this process, the newest 64 of before and all to come. */
    public Flux<PolicyActivation> activations() {
        return activations.asFlux();
    }

    /**
     * Looks at the file, and puts its bundle in force if it is newer and good. Whatever else it
     * finds becomes the problem that {@link #health} tells.
     */
    void check() {
        try {
            look();
        } catch (IOException | RuntimeException e) {
            refuse(e);
        }
    }

    private void look() throws IOException {
        var archive = file.read();
        var found = FileHash.sha256(archive.toArray());
        if (!found.equals(judged)) {
            var bundle = accepted(archive);
            if (!inForce(bundle)) {
                build(bundle, null);
            }
            judged = found;
        }
        health = health.checked(null, clock.instant());
    }

    /**
     * A fetched bundle: where it is good and newer it comes into force and replaces the file.
     *
     * @return whether it is in force now
     */
    boolean take(Bytes archive) {
        try {
            var bundle = accepted(archive);
            if (!inForce(bundle)) {
                build(bundle, archive);
                judged = FileHash.sha256(archive.toArray());
            }
            health = health.fetched(null);
            return true;
        } catch (IOException | RuntimeException e) {
            notFetched(e);
            return false;
        }
    }

    /** The server has nothing newer than what was taken. */
    void fetchedNothingNew() {
        health = health.fetched(null);
    }

    /** The server gave nothing that may be used. */
    void notFetched(Throwable failure) {
        var problem = PolicyHealth.told(failure);
        if (!problem.equals(health.unfetched())) {
            LOG.warn("No bundle was fetched, the last good policy stays: {}", problem);
        }
        health = health.fetched(problem);
    }

    private boolean inForce(Bundle bundle) {
        var now = inForce;
        return now != null && now.digest.equals(bundle.digest());
    }

    private void refuse(Exception e) {
        judged = null;
        var problem = PolicyHealth.told(e);
        if (!problem.equals(health.problem())) {
            LOG.warn("Revision {} stays, the bundle was refused: {}", health.revision(), problem);
        }
        health = health.checked(problem, clock.instant());
    }

    private Bundle accepted(Bytes archive) throws IOException {
        var bundle = verifier.read(archive);
        highest.require(bundle);
        return bundle;
    }

    /**
     * The order matters: what is in force has proved itself, its file is there, and it is
     * remembered.
     *
     * @param fetched becomes the file; null where it is the file
     */
    private void build(Bundle bundle, @Nullable Bytes fetched) throws IOException {
        var catalog = Catalog.parse(bundle.registries());
        var engine = engines.apply(bundle);
        if (fetched != null) {
            file.replace(fetched);
        }
        highest.accept(bundle);
        var now = clock.instant();
        var revision = bundle.revision();
        LOG.info("The policy is at revision {}.", revision);
        inForce = new InForce(new PolicySnapshot(revision, catalog, engine), bundle.digest());
        health = new PolicyHealth(revision, now, null, health.unfetched(), now);
        activations.tryEmitNext(
                new PolicyActivation(now, revision, bundle.digest(), verifier.keyId()));
    }
}
