package io.menshen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.decision.Decision;
import io.menshen.decision.Decision.Shown;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Treatment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the plan does not name is not taken in, however little the answer says. */
@Clause("4.1.2-b")
class WithheldTests {
    private static final List<String> OFFERED = List.of("a", "b");

    private static Decision.Permit permit(Map<String, Shown> plan, Map<String, String> withheld) {
        return new Decision.Permit(1, "", "", plan, withheld);
    }

    @Test
    void an_answer_that_plans_nothing_lets_nothing_in() {
        assertThat(Withheld.names(OFFERED, permit(Map.of(), Map.of()))).containsExactly("a", "b");
    }

    @Test
    void what_is_planned_is_let_in_and_the_rest_is_not() {
        var plan = Map.of("a", new Shown(Treatment.CLEAR, null));

        assertThat(Withheld.names(OFFERED, permit(plan, Map.of()))).containsExactly("b");
        assertThat(Withheld.names(List.of("a"), permit(plan, Map.of("b", "x")))).isEmpty();
    }
}
