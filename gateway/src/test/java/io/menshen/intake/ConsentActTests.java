package io.menshen.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.intake.IntakeRequest.Act;
import io.menshen.kernel.Clause;
import io.menshen.kernel.RefusedException;
import io.menshen.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consent is an act: what was ticked beforehand or left unsaid cannot even be written down. */
@Clause({"4.1.2-b", "4.1.3-c"})
class ConsentActTests {
    private final StrictJson json = new StrictJson();

    @Test
    void takes_what_the_person_did() {
        var consents = Objects.requireNonNull(read("\"act\":\"ticked\"").consents());

        assertThat(consents.getFirst().act()).isEqualTo(Act.TICKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"act\":\"preticked\"",
                "\"act\":\"silent\"",
                "\"act\":\"assumed\"",
                "\"act\":\"\"",
                "\"act\":null",
                "\"act\":true",
                "\"act\":0",
                "\"separate\":[]"
            })
    void takes_nothing_else_for_consent(String act) {
        assertThatThrownBy(() -> read(act)).isInstanceOf(RefusedException.class);
    }

    private IntakeRequest read(String act) {
        var body =
                """
                {"channel":"app","purpose":"p","fields":{},"consents":[{"purpose":"p","notice_version":1,"notice_hash":"0",%s}]}\
                """
                        .formatted(act);
        return json.read(body.getBytes(StandardCharsets.UTF_8), IntakeRequest.class);
    }
}
