package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Operation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Says what would be decided, and why. */
@Command(
        name = "explain",
        description =
                "Says what a consumer would get for a purpose, and which rule says so "
                        + "where. Registries count as they are now, rules as they were last built. "
                        + "Exits with 1 where the answer is a refusal.")
final class PolicyExplain implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    @Parameters(index = "0", paramLabel = "CONSUMER", description = "Id of the consumer.")
    private String consumer = "";

    @Parameters(index = "1", paramLabel = "PURPOSE", description = "Name of the purpose.")
    private String purpose = "";

    @Option(
            names = "--operation",
            paramLabel = "WORD",
            description = "${COMPLETION-CANDIDATES} (default: read).")
    private Operation operation = Operation.READ;

    @Option(names = "--role", paramLabel = "ROLE", description = "Role of the member of staff.")
    private @Nullable String role;

    @Option(
            names = "--agreement",
            paramLabel = "WORD",
            description = "valid, missing or expired: that person's confidentiality agreement.",
            defaultValue = "valid")
    private String agreement = "valid";

    @Option(
            names = "--state",
            paramLabel = "TRAIT=WORD",
            split = ",",
            description = {
                "The person, such as consent=withdrawn,age=unknown,separate=address+property;",
                "left out: an adult customer who consented, without separate consents."
            })
    private String[] state = {};

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description = "Where it is collected (default: the first that serves the purpose).")
    private @Nullable String channel;

    @Option(names = "--day", paramLabel = "DAY", description = "YYYY-MM-DD (default: today).")
    private @Nullable String day;

    PolicyExplain() {}

    @Override
    public Integer call() throws IOException {
        var policies = where.folder();
        var err = spec.commandLine().getErr();
        var registries = Sources.compile(policies, err);
        if (registries.isEmpty()) {
            return 1;
        }
        known(registries.get());
        var rules = CompiledRules.of(policies.committed());
        if (!rules.hash().equals(policies.rulesHash())) {
            err.println(
                    "menshen: rules were changed since they were built. Try: ./menshen policy build");
        }
        return explain(registries.get(), rules, spec.commandLine().getOut());
    }

    private int explain(Registries registries, CompiledRules rules, PrintWriter out)
            throws IOException {
        var bundle = rules.with(registries.registries());
        var catalog = Catalog.parse(bundle.data().path("registries"));
        var explained = Explained.of(new Engine(bundle), request(registries));
        var report = new ExplainReport(catalog, registries, explained);
        report.lines().forEach(out::println);
        return explained.allowed() ? 0 : 1;
    }

    private ObjectNode request(Registries registries) {
        var request = RequestJson.of(registries.catalog(), consumer, purpose, operation, day());
        if (channel != null) {
            RequestJson.at(registries.catalog(), request, channel);
        }
        var person = RequestJson.active();
        Arrays.stream(state).forEach(change -> RequestJson.change(person, change));
        request.set("subject", person);
        if (role != null) {
            RequestJson.staff(request, role, agreement);
        }
        return request;
    }

    private String day() {
        try {
            return day == null
                    ? BusinessDay.today(Clock.systemUTC()).toString()
                    : LocalDate.parse(day).toString();
        } catch (DateTimeParseException e) {
            throw new CannotException("--day is '" + day + "'; write it as 2026-11-24");
        }
    }

    private void known(Registries registries) {
        var catalog = registries.catalog();
        Words.named("consumer", consumer, catalog.consumers().keySet());
        Words.named("purpose", purpose, catalog.purposes().keySet());
        Words.named("agreement", agreement, List.of("valid", "missing", "expired"));
        if (channel != null) {
            Words.named("channel", channel, catalog.channels().keySet());
        }
        if (role != null) {
            Words.named("staff role", role, catalog.staff().roles().keySet());
        }
    }
}
