package io.menshen.intake;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Whether a call is a trial, which stores nothing. */
final class DryRun {
    static final String NAME = "dry_run";

    private DryRun() {}

    /** Present means yes; a word that could mean no is not guessed at. */
    static boolean isAsked(ServerRequest request) {
        var said = request.queryParam(NAME);
        if (said.isPresent() && !said.get().isEmpty() && !said.get().equals("true")) {
            var fault = new Fault("/" + NAME, "word", "Allowed: true, or leave it out.");
            throw Refusal.invalid(List.of(fault)).toException();
        }
        return said.isPresent();
    }
}
