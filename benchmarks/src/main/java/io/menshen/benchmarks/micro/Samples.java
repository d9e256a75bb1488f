package io.menshen.benchmarks.micro;

import io.menshen.decision.DecisionRequest;
import io.menshen.decision.DecisionRequest.Asker;
import io.menshen.decision.DecisionRequest.Containment;
import io.menshen.decision.DecisionRequest.Context;
import io.menshen.kernel.Age;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectState;
import io.menshen.policy.Bundle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedSet;
import java.util.TreeSet;

/** The committed policy, and the question that the read asks of it. */
final class Samples {
    private static final SubjectState ADULT =
            new SubjectState(
                    Lifecycle.ACTIVE,
                    Age.ADULT,
                    Guardian.NONE,
                    Consent.GRANTED,
                    new TreeSet<>(),
                    new TreeSet<>());

    private Samples() {}

    /** The bundle for the embedded engine. */
    static Bundle embedded() throws IOException {
        return bundle("menshen.tar.gz");
    }

    /** The bundle for OPA servers. */
    static Bundle server() throws IOException {
        return bundle("menshen-server.tar.gz");
    }

    private static Bundle bundle(String name) throws IOException {
        try (var stream = Samples.class.getResourceAsStream("/io/menshen/policies/" + name)) {
            if (stream == null) {
                throw new FileNotFoundException(name + " is not on the class path");
            }
            return Bundle.read(Bytes.copyOf(stream.readAllBytes()));
        }
    }

    /** The app reads an adult who consented. */
    static DecisionRequest request() {
        return request(new TreeSet<>());
    }

    /** The same, but nobody asked it before: a field that is unknown to the policy is contained. */
    static DecisionRequest request(long number) {
        var contained = new TreeSet<String>();
        contained.add("no_field_" + number);
        return request(contained);
    }

    private static DecisionRequest request(SortedSet<String> contained) {
        return new DecisionRequest(
                new Asker("app", "internal", null),
                "member_register",
                Operation.READ,
                null,
                ADULT,
                null,
                new Context(
                        LocalDate.now(ZoneId.of("Asia/Shanghai")), Containment.NONE, contained));
    }
}
