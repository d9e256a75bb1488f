package io.menshen.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.benchmarks.run.Field.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTests {
    @Test
    void a_ratio_is_taken_pair_by_pair() {
        var run = Runs.of(Name.ORDINARY, 120, 100, 200, 400, 90, 100);

        assertThat(Goal.ORDINARY.range(List.of(run))).isEqualTo(new Range(0.9, 0.5, 1.2));
    }

    @Test
    void the_ceiling_is_the_slower_of_two() {
        var hello = Runs.of(Name.HELLO, 100, 1_000);
        var pgbench = Runs.of(Name.PGBENCH, 100, 400);

        assertThat(Goal.CEILING.range(List.of(hello, pgbench)))
                .isEqualTo(new Range(0.25, 0.25, 0.25));
        assertThat(Goal.CEILING.range(List.of(hello))).isEqualTo(new Range(0.1, 0.1, 0.1));
    }

    @Test
    void a_batch_is_measured_by_our_own_single_reads() {
        assertThat(Goal.BATCH.range(List.of(Runs.of(Name.BATCH, 100, 300))))
                .isEqualTo(new Range(3, 3, 3));
    }

    @Test
    void what_the_audit_costs_is_what_is_lost_of_the_read_without() {
        var judged = new Judged(Goal.AUDIT, new Range(0.2, 0.1, 0.3));

        assertThat(Goal.AUDIT.range(List.of(Runs.of(Name.ACKNOWLEDGING, 75, 100))))
                .isEqualTo(new Range(0.25, 0.25, 0.25));
        assertThat(judged.figure()).isEqualTo("20 % (10 % – 30 %)");
        assertThat(judged.first()).isEqualTo("≤ 25 % reached");
        assertThat(judged.last()).isEqualTo("≤ 10 % not reached");
    }

    @Test
    void what_did_not_run_is_said_to_be_unmeasured() {
        var judged = Judged.all(List.of()).getFirst();

        assertThat(judged.figure()).isEqualTo("not measured");
        assertThat(judged.first()).isEqualTo("≥ 1.00");
    }
}
