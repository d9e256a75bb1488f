package io.menshen.subject;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Loops;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpResources;

/** Reads of people; each sees the database as it is after the read began. */
public interface Subjects {
    /** Reads for a command, which serves nobody and has no event loops of its own. */
    static Subjects over(Pools pools, KeyRing keys) {
        var loops = Loops.of(TcpResources.get());
        return new SubjectReads(pools, pools.reads(Role.SUBJECT), loops, keys);
    }

    /**
     * The person of that id.
     *
     * @return empty where there is none, after the same cryptography; an {@link
     *     io.menshen.keys.IntegrityException} where a row was changed or put back behind the
     *     gateway's back; a {@link io.menshen.kernel.RefusedException} {@code STORE_UNAVAILABLE}
     *     where the database does not answer
     */
    Mono<Subject> find(SubjectId id);

    /**
     * All people whom an identifier leads to, under every live key version.
     *
     * @return empty list where there is none, more than one where it is not unique
     */
    Mono<List<SubjectId>> resolve(Identifier identifier);

    /**
     * Where a person holds an identifier, whatever its value.
     *
     * @return empty set where they hold none; a {@link io.menshen.kernel.RefusedException} {@code
     *     STORE_UNAVAILABLE} where the database does not answer
     */
    Mono<Set<Place>> bound(SubjectId id);

    /** A look-up field, and within what its value is unique. */
    record Place(String field, String scope) {
        /** Where that identifier stands. */
        public static Place of(Identifier identifier) {
            return new Place(identifier.field(), identifier.scope());
        }
    }
}
