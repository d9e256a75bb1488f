package io.menshen.standalone.demo;

import io.menshen.rights.ErasureFinding;
import io.menshen.rights.ErasureVerification;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A person gets a copy and is erased; the receipt is held to the database. */
final class ErasedWithReceipt implements Step {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Asker DESK = Asker.PRIVACY;

    @Override
    public String title() {
        return "A copy, then the erasure; its signed receipt is held to the database";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var person = stage.subject(CollectedByChannel.MOBILE);
        var subject = Map.of("token", stage.token(DESK, person));
        var copy =
                post(
                        stage,
                        "/v1/rights/copies",
                        Map.of("purpose", DESK.purpose(), "subject", subject));
        var erased =
                post(
                        stage,
                        "/v1/rights/erasures",
                        Map.of("subject", subject, "reason", "requested"));
        var gone = lookedUp(stage);
        var expectations = new Expectations();
        expectations.that(copy.ok(), "200 for the copy", copy.told());
        expectations.that(erased.ok(), "200 for the erasure", erased.told());
        expectations.that(gone.status() == 404, "404 afterwards", gone.told());
        var wrong = wrong(stage, erased);
        expectations.that(wrong.isEmpty(), "a receipt that holds", wrong.toString());
        return expectations.outcome(
                "copied, erased, then 404; the receipt holds for each of "
                        + erased.body().path("proof").path("receipt").path("rows").size()
                        + " kinds of rows");
    }

    private static Answer lookedUp(Stage stage) throws IOException {
        var subject = Map.of("mobile", CollectedByChannel.MOBILE);
        return stage.client().disclose(stage.gateway(), Asker.DELIVERY, subject, List.of("tier"));
    }

    private static Answer post(Stage stage, String path, Map<String, Object> body)
            throws IOException {
        return stage.client().post(stage.gateway(), DESK, path, body);
    }

    private static List<ErasureFinding> wrong(Stage stage, Answer erased) throws IOException {
        if (!erased.ok()) {
            return List.of();
        }
        var key = stage.installation().auditKeys().publicKey();
        var verification = ErasureVerification.of(key, erased.body().path("proof").toString());
        try {
            var findings =
                    verification
                            .run(stage.audit().pools(), stage.epoch(), Clock.systemUTC().instant())
                            .block(PATIENCE);
            return Objects.requireNonNull(findings).stream()
                    .filter(one -> one.state() == ErasureFinding.State.WRONG)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IOException("the keyset of epochs does not open", e);
        }
    }
}
