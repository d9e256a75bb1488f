package io.menshen.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.catalog.PurposeField;
import io.menshen.catalog.Shape;
import io.menshen.gates.RealRegistries;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Treatment;
import io.menshen.masking.SamplePerson.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that a consumer may be shown of one person, over all its purposes and with every wish of
 * {@code at_most}, taken together: other people must look exactly the same.
 */
@Clause("5.1-a")
class MasksOfConsumersTests {
    private static final Catalog CATALOG = RealRegistries.catalog();
    private static final Map<String, String> PARAMETERS = Map.of("gender", "female");

    static Stream<String> consumers() {
        return CATALOG.consumers().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void leaves_more_than_one_person_possible(String consumer) {
        var person = SamplePerson.of(new Random(20211114));
        var shown = seen(consumer, person);

        for (var secret : Secret.values()) {
            if (!sees(consumer, secret.field(), Treatment.CLEAR)) {
                var alike =
                        person.others(secret, new Random(1))
                                .filter(other -> seen(consumer, other).equals(shown))
                                .count();
                assertThat(alike)
                        .as("people whose %s %s cannot tell apart", secret, consumer)
                        .isGreaterThanOrEqualTo(secret.fewest());
            }
        }
    }

    @Test
    void a_view_that_is_clear_would_be_noticed() {
        var delivery = CATALOG.consumer("delivery").orElseThrow();
        var person = SamplePerson.of(new Random(20211114));
        var shown = seen("delivery", person);

        assertThat(delivery.purposes()).contains("order_fulfil");
        assertThat(person.others(Secret.MOBILE, new Random(1)))
                .noneMatch(other -> seen("delivery", other).equals(shown));
    }

    private static boolean sees(String consumer, String field, Treatment treatment) {
        return planned(consumer, field).anyMatch(plan -> plan.treatment() == treatment);
    }

    private static Stream<PurposeField> planned(String consumer, String field) {
        return CATALOG.consumer(consumer).orElseThrow().purposes().stream()
                .flatMap(purpose -> CATALOG.planned(purpose, field).stream());
    }

    private static List<String> seen(String consumer, SamplePerson person) {
        var seen = new ArrayList<String>();
        for (var value : person.values().entrySet()) {
            var field = CATALOG.field(value.getKey()).orElseThrow();
            planned(consumer, value.getKey())
                    .flatMap(plan -> views(field, plan, value.getValue()))
                    .map(view -> value.getKey() + " " + view)
                    .forEach(seen::add);
        }
        return seen;
    }

    /** As the purpose shows it, and lowered by the caller's own wish. */
    private static Stream<String> views(Field field, PurposeField plan, String value) {
        var held = Personal.of(value);
        var mask = shape(field.mask(), plan.by());
        var strict = Masking.showStrictly(mask.map(Shape::kind).orElse(""), held);
        return switch (plan.treatment()) {
            case CLEAR -> Stream.of(value);
            case GENERALIZE ->
                    Stream.of(shown(shape(field.generalize(), plan.by()), held), strict)
                            .flatMap(Optional::stream)
                            .map(Personal::open);
            case MASK ->
                    Stream.of(shown(mask, held), strict)
                            .flatMap(Optional::stream)
                            .map(Personal::open);
            case MASK_STRICT -> strict.map(Personal::open).stream();
            case TOKENIZE, MATCH, WITHHOLD, FORMAT_TOKEN, CONNECTOR_ONLY -> Stream.empty();
        };
    }

    private static Optional<Personal<String>> shown(Optional<Shape> shape, Personal<String> held) {
        return shape.flatMap(s -> Masking.show(s.kind(), PARAMETERS, held));
    }

    private static Optional<Shape> shape(@Nullable Shape own, @Nullable String by) {
        return by == null ? Optional.ofNullable(own) : Optional.of(new Shape(by, Map.of()));
    }
}
