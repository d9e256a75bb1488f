package io.menshen.upkeep;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.subject.IndexRekeying;
import io.menshen.subject.IndexRekeying.Old;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.vault.SealedValues;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes the blind indexes anew under the present key, some people at a time: what leads to a
 * person is known only from what is sealed of them. People are found and written meanwhile.
 */
public final class Reindexing {
    /** Before everybody. */
    public static final SubjectId NOBODY = new SubjectId(new UUID(0, 0));

    private static final int AT_ONCE = 8;

    private final Subjects subjects;
    private final SealedValues sealed;
    private final IndexRekeying index;

    /** A run over people of those pools by the keys of that ring. */
    public Reindexing(Pools pools, KeyRing keys) {
        this.subjects = Subjects.over(pools, keys);
        this.sealed = new SealedValues(pools, keys);
        this.index = new IndexRekeying(pools, keys);
    }

    /**
     * What became of some people.
     *
     * @param last the one after whom the next batch begins; empty where nobody was left
     * @param rekeyed entries that stand under the present key now, and under the older no more
     * @param refused entries that stay, since they are of no value that is held, or of a person who
     *     does not verify
     * @param people how many people those lead to
     */
    public record Batch(Optional<SubjectId> last, long rekeyed, long refused, long people) {}

    private record Done(long rekeyed, long alone) {}

    /**
     * Takes up to 200 people with entries under older keys, in the order of their ids.
     *
     * @param present the number of the present index key
     * @param after {@link #NOBODY}, or the last of the batch before
     */
    public Mono<Batch> batch(int present, SubjectId after) {
        return index.people(present, after)
                .flatMap(people ->
                        Flux.fromIterable(people)
                                .flatMap(one -> person(one, present), AT_ONCE)
                                .collectList()
                                .map(done -> batch(people, done)));
    }

    private static Batch batch(List<SubjectId> people, List<Done> done) {
        var last = people.isEmpty() ? Optional.<SubjectId>empty() : Optional.of(people.getLast());
        var rekeyed = done.stream().mapToLong(Done::rekeyed).sum();
        var refused = done.stream().mapToLong(Done::alone).sum();
        var of = done.stream().filter(one -> one.alone() > 0).count();
        return new Batch(last, rekeyed, refused, of);
    }

    private Mono<Done> person(SubjectId id, int present) {
        return subjects.find(id)
                .filter(subject -> subject.keys() != null)
                .flatMap(subject -> rekeyed(subject, present))
                .onErrorReturn(IntegrityException.class, 0L)
                .defaultIfEmpty(0L)
                .flatMap(
                        rekeyed -> index.alone(id, present).map(alone -> new Done(rekeyed, alone)));
    }

    private Mono<Long> rekeyed(Subject subject, int present) {
        return index.entries(subject.id(), present)
                .flatMap(entries ->
                        sealed.open(subject, named(entries))
                                .collectMultimap(
                                        SealedValues.Value::field, SealedValues.Value::text)
                                .flatMap(values ->
                                        index.rekey(subject.id(), present, entries, values)));
    }

    /** Only what an entry leads by is opened. */
    private static Predicate<String> named(List<Old> entries) {
        return entries.stream().map(Old::field).collect(Collectors.toSet())::contains;
    }
}
