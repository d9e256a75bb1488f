package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.cli.Matrix.Cell;
import io.menshen.kernel.BusinessDay;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Who sees what, as a table. */
@Command(
        name = "matrix",
        description =
                "Prints what each consumer and each role of staff sees at the clearest, by purpose and "
                        + "field: of an adult customer who agreed to all. Registries count as they are "
                        + "now, rules as they were last built.")
final class PolicyMatrix implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();
    @Mixin private TableForm form = new TableForm();

    PolicyMatrix() {}

    @Override
    public Integer call() throws IOException {
        var policies = where.folder();
        var registries = Sources.compile(policies, spec.commandLine().getErr());
        if (registries.isEmpty()) {
            return 1;
        }
        var bundle = CompiledRules.of(policies.committed()).with(registries.get().registries());
        var catalog = Catalog.parse(bundle.data().path("registries"));
        var today = BusinessDay.today(Clock.systemUTC()).toString();
        var cells = new Matrix(catalog, new Engine(bundle), today).cells();
        (form.isCsv() ? csv(cells) : markdown(cells)).forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    /** Words of the registries hold neither commas nor quotes, nor what begins a formula. */
    static Stream<String> csv(List<Cell> cells) {
        var head = Stream.of("consumer,purpose,operation,role,field,shown,reason");
        return Stream.concat(head, cells.stream().map(PolicyMatrix::row));
    }

    private static String row(Cell cell) {
        return String.join(
                ",",
                cell.consumer(),
                cell.purpose(),
                cell.operation(),
                cell.role(),
                cell.field(),
                cell.shown(),
                cell.reason());
    }

    /** A table for each consumer: a row a field, a column a purpose and role. */
    static Stream<String> markdown(List<Cell> cells) {
        SequencedMap<String, List<Cell>> consumers =
                cells.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Cell::consumer, LinkedHashMap::new, Collectors.toList()));
        return consumers.entrySet().stream()
                .flatMap(one -> MatrixTable.of(one.getKey(), one.getValue()));
    }
}
