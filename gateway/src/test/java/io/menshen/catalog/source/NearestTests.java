package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTests {
    private static final List<String> VALID =
            List.of(
                    "delivery",
                    "vendor-y",
                    "vendor-x",
                    "survey",
                    "crm",
                    "email",
                    "auditor",
                    "service-desk",
                    "campaigns");

    @ParameterizedTest
    @CsvSource({
        "nobody, ''",
        "delivry, '; nearest: delivery'",
        "cr, '; nearest: crm'",
        "vendor-z, '; nearest: vendor-x'",
        "servise-dask, '; nearest: service-desk'",
        "zervize-dazk, '; nearest: service-desk'",
        "zervize-dazz, ''",
        "'', ''"
    })
    void suggests_only_what_is_within_a_third_of_the_word(String word, String hint) {
        assertThat(Nearest.hint(word, VALID)).isEqualTo(hint);
    }
}
