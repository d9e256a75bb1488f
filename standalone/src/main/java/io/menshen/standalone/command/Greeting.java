package io.menshen.standalone.command;

import io.menshen.standalone.identity.DevelopmentUser;
import io.menshen.standalone.people.TestPeople;
import io.menshen.standalone.policy.Consumers;
import io.menshen.standalone.terminal.Cell;
import io.menshen.standalone.terminal.Table;
import io.menshen.standalone.terminal.Terminal;
import io.menshen.standalone.terminal.Tone;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is shown once it serves.
 *
 * @param data the folder that was asked for; null for the usual one
 */
record Greeting(Terminal terminal, Running running, Consumers consumers, @Nullable Path data) {
    private static final int WIDEST = 64;

    void show() {
        var gateway = running.gateway();
        terminal.line("Menshen serves on this machine.", Tone.STRONG);
        terminal.line("  calls        " + gateway.api("/v1"));
        terminal.line("  description  " + gateway.api("/docs"));
        terminal.line("  for people   " + gateway.people("/"));
        terminal.line("  their texts  " + running.supervisor().inbox());
        terminal.line("  for staff    " + gateway.staff("/"));
        terminal.line("  health       " + gateway.management("/health"));
        terminal.line("  data         " + running.folder().root());
        terminal.line("");
        showConsumers();
        terminal.line("");
        showPeople();
        terminal.line(" Staff log in as one of " + users() + ": a button, no password", Tone.FAINT);
        terminal.line("");
        terminal.line("Paste this into another terminal:", Tone.STRONG);
        terminal.line(call());
        terminal.line("");
        terminal.line("Stop it with Ctrl-C; the data stays.", Tone.FAINT);
    }

    private void showConsumers() {
        var table = new Table(WIDEST).head(List.of("token", "purposes"));
        for (var consumer : consumers.all()) {
            var staff = consumer.staff() ? " --staff ID" : "";
            table.row(
                    List.of(
                            Cell.of("./menshen token " + consumer.id() + staff),
                            Cell.of(String.join(" ", consumer.purposes()))));
        }
        terminal.table(table);
        terminal.line(" ID is one of " + String.join(", ", consumers.staff()), Tone.FAINT);
    }

    private static String users() {
        return Arrays.stream(DevelopmentUser.values())
                .map(user -> user.word() + " (" + user.person() + ")")
                .collect(Collectors.joining(", "));
    }

    private void showPeople() {
        var table = new Table(WIDEST).head(List.of("member card", "mobile", "name", "state"));
        for (var person : TestPeople.all()) {
            table.row(
                    List.of(
                            Cell.of(person.memberCard()),
                            Cell.of(person.mobile()),
                            Cell.of(person.name()),
                            Cell.of(person.state())));
        }
        terminal.table(table);
    }

    private String call() {
        var folder = data == null ? "" : " --data " + data;
        return """
        curl -sS %s -H "Authorization: Bearer $(./menshen token delivery%s)" \\
          -H 'Content-Type: application/json' \\
          -d '{"purpose":"order_fulfil","subject":{"mobile":"%s"}}'
        """
                .formatted(
                        running.gateway().api("/v1/disclosures"),
                        folder,
                        TestPeople.ACTIVE_ADULT.mobile())
                .stripTrailing();
    }
}
