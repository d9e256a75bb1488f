package io.menshen.web;

import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The authenticated caller of a request. */
public final class Callers {
    private static final String KEY = Caller.class.getName();

    private Callers() {}

    /**
     * The caller that the bearer token proved.
     *
     * @throws io.menshen.kernel.RefusedException {@code UNAUTHENTICATED} on an open route
     */
    public static Caller of(ServerRequest request) {
        return request.attribute(KEY)
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.UNAUTHENTICATED).toException());
    }

    static void set(ServerRequest request, Caller caller) {
        request.attributes().put(KEY, caller);
    }
}
