package io.menshen.rights;

import io.menshen.access.Use;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Answers receipts, and to who may use what a law keeps, by what name they ask for it. */
final class Proving {
    private final StoredReceipts receipts;
    private final ScopedTokens tokens;

    Proving(StoredReceipts receipts, ScopedTokens tokens) {
        this.receipts = receipts;
        this.tokens = tokens;
    }

    /**
     * What is answered.
     *
     * @param proof what to keep
     * @param retained for each purpose of the caller that may use frozen data, the token of the
     *     person; null where nothing is kept of them, or the caller has no such purpose
     */
    record Proved(String id, SignedReceipt proof, @Nullable SortedMap<String, String> retained) {}

    Mono<Proved> proved(Use use, SignedReceipt proof, String decisionId) {
        return receipts.retained(proof.receipt().id())
                .map(subject -> named(use, subject))
                .filter(named -> !named.isEmpty())
                .map(named -> new Proved(decisionId, proof, named))
                .defaultIfEmpty(new Proved(decisionId, proof, null));
    }

    private SortedMap<String, String> named(Use use, SubjectId subject) {
        var catalog = use.policy().catalog();
        var consumer = use.caller().consumer();
        var named = new TreeMap<String, String>();
        catalog.consumer(consumer).map(Consumer::purposes).orElse(List.of()).stream()
                .filter(purpose -> isFrozen(catalog, purpose))
                .forEach(purpose -> named.put(purpose, token(catalog, consumer, purpose, subject)));
        return named;
    }

    private static boolean isFrozen(Catalog catalog, String purpose) {
        return catalog.purpose(purpose).filter(Purpose::frozen).isPresent();
    }

    private String token(Catalog catalog, String consumer, String purpose, SubjectId subject) {
        var scope = catalog.purpose(purpose).map(Purpose::tokenScope).orElseThrow();
        return tokens.ofSubject(new Scope(consumer, scope), subject);
    }
}
