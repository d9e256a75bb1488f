package io.menshen.cases;

import io.menshen.access.Use;
import io.menshen.access.Write;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Staff;
import io.menshen.web.Callers;
import io.menshen.web.Trace;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** A write as it arrives. */
record Asked(Caller caller, Write write, String decisionId, String traceId) {
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /**
     * A write by POST.
     *
     * @param route the path with the ids in it
     */
    static Asked of(ServerRequest request, String route, Bytes body) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        var write = Write.of(caller, "POST " + route, request.headers().header(Write.KEY), body);
        return new Asked(caller, write, trace.decision(), trace.traceId());
    }

    /** What a person does on their own pages, where nothing is repeated by a key. */
    static Asked own(Use use) {
        var none = new Write(null, Bytes.copyOf(new byte[0]));
        return new Asked(use.caller(), none, use.decisionId(), use.traceId());
    }

    /** The id of the path; what is none leads nowhere, and is kept nowhere. */
    static Mono<UUID> id(ServerRequest request) {
        var id = request.pathVariable("id");
        return ID.matcher(id).matches()
                ? Mono.just(UUID.fromString(id))
                : Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException);
    }

    /** The retailer's own id of who asks; empty where the token names nobody. */
    String staff() {
        Staff staff = caller.staff();
        return staff == null ? "" : staff.person();
    }
}
