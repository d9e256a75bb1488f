package io.menshen.cases;

import io.menshen.access.Write;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.web.Trace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Holds that wait for a second officer, for the pages of the staff: what {@code /v1/holds} has, by
 * the same steps.
 */
public final class HoldDesk {
    private static final int MOST = 100;

    private final Approving approving;
    private final Declining declining;
    private final HoldLooking looking;

    HoldDesk(Approving approving, Declining declining, HoldLooking looking) {
        this.approving = approving;
        this.declining = declining;
        this.looking = looking;
    }

    /**
     * A hold with whom it is about.
     *
     * @param subject the person's token for this caller; null where they were erased
     */
    public record Whole(HoldView hold, @Nullable String subject) {}

    /** What waits, the newest first, a hundred at most; errors as of {@code GET /v1/holds}. */
    public Mono<List<HoldView>> waiting(Caller caller, ServerRequest request) {
        var trace = Trace.of(request);
        var asked = CaseWords.of(HoldStatus.ASKED);
        return looking.list(caller, asked, MOST, trace.decision(), trace.traceId())
                .map(HoldLooking.Listing::items);
    }

    /** The hold whose id is in the path; errors as of {@code GET /v1/holds/{id}}. */
    public Mono<Whole> one(Caller caller, ServerRequest request) {
        var trace = Trace.of(request);
        return Asked.id(request)
                .flatMap(id -> looking.one(caller, id, trace.decision(), trace.traceId()))
                .map(whole -> new Whole(whole.hold(), whole.subject()));
    }

    /**
     * Ends the request for a hold.
     *
     * @param verb as in the interface: {@code approve} or {@code decline}
     * @param key tells this press of a button from others
     */
    public Mono<UUID> end(Caller caller, ServerRequest request, String verb, String key) {
        return Asked.id(request)
                .flatMap(id -> {
                    var asked = asked(caller, request, id + "/" + verb, key);
                    return switch (verb) {
                        case "approve" -> approving.approve(asked, id);
                        case "decline" -> declining.decline(asked, id);
                        default -> Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException);
                    };
                });
    }

    private static Asked asked(Caller caller, ServerRequest request, String place, String key) {
        var trace = Trace.of(request);
        var route = "POST " + HoldRoutes.HOLDS + "/" + place;
        var body = Bytes.copyOf(place.getBytes(StandardCharsets.UTF_8));
        var write = Write.of(caller, route, List.of(key), body);
        return new Asked(caller, write, trace.decision(), trace.traceId());
    }
}
