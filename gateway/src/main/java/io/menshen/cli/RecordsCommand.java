package io.menshen.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The record of processing (T/CCAGM 002 5.2). */
@Command(
        name = "records",
        description =
                "Prints the record of processing from the registries as they are now: by purpose its "
                        + "basis, fields, recipients, retention, owner, channels and assessment; and, as "
                        + "Markdown, what each channel takes in and why.")
final class RecordsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();
    @Mixin private TableForm form = new TableForm();

    RecordsCommand() {}

    @Override
    public Integer call() throws IOException {
        var registries = Sources.compile(where.folder(), spec.commandLine().getErr());
        if (registries.isEmpty()) {
            return 1;
        }
        var records = new ProcessingRecord(registries.get().catalog());
        var out = spec.commandLine().getOut();
        (form.isCsv() ? records.csv() : records.markdown()).forEach(out::println);
        return 0;
    }
}
