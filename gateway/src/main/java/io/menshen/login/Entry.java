package io.menshen.login;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import java.util.List;
import reactor.core.publisher.Mono;

/** The step in: decided and recorded as any use, before there is a session. */
public final class Entry {
    private final Access access;
    private final ScopedTokens tokens;
    private final Records records;
    private final Sessions sessions;

    Entry(Access access, ScopedTokens tokens, Records records, Sessions sessions) {
        this.access = access;
        this.tokens = tokens;
        this.records = records;
        this.sessions = sessions;
    }

    /**
     * Opens a session for what was shown. A person who may not even look at what is held of them,
     * as one who is frozen, gets none.
     *
     * @param login a use of the purpose under which people log in
     * @param seeing a use of the purpose under which they see what is held
     * @param before the browser as it came
     * @return the browser as it is known from now on; errors as of {@link Access#grant}
     */
    public Mono<Browser> open(Use login, Use seeing, Browser before, SubjectId subject, Fact fact) {
        return access.grant(login, named(login, subject))
                .delayUntil(_ -> access.grant(seeing, named(seeing, subject)))
                .delayUntil(this::recorded)
                .flatMap(_ -> sessions.open(before, subject, fact));
    }

    private Reference named(Use use, SubjectId subject) {
        return new Reference.ByToken(tokens.ofSubject(use.scope(), subject));
    }

    private Mono<Void> recorded(Granted granted) {
        return records.permitted(granted, List.of("subject"), List.of()).then();
    }
}
