package io.menshen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says why one decision was as it was, to whoever may audit. It asks a running gateway, so that the
 * look is decided and recorded as any other.
 */
@Command(
        name = "why",
        description =
                "say why one decision was as it was: the reasons that its caller was not told",
        footer = {
            "",
            "The access token of an auditor or of the platform team is taken from MENSHEN_TOKEN."
        },
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ID = Pattern.compile("d_[A-Za-z0-9_-]{1,64}");

    /** A search takes days; one id is found by its index however many they are. */
    private static final int DAYS = 399;

    @Parameters(paramLabel = "ID", description = "the header Menshen-Decision: d_…")
    private String id = "";

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8410",
            description = "the gateway's door for calls (default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://127.0.0.1:8410");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new CannotException(
                    "'"
                            + id
                            + "' is no id of a decision; it begins with d_ and stands in the"
                            + " header Menshen-Decision of every answer");
        }
        var found = new GatewayCall(url, System.getenv()).post("/v1/audit/search", asked());
        var item = found.path("items").path(0);
        if (item.isMissingNode()) {
            out().println("no record of " + id + " in the last " + DAYS + " days");
            return 1;
        }
        print(item);
        return 0;
    }

    private String asked() {
        var today = LocalDate.now(Clock.systemUTC().withZone(ZoneOffset.UTC));
        return JSON.createObjectNode()
                .put("from", today.minusDays(DAYS - 1).toString())
                .put("to", today.plusDays(1).toString())
                .put("decision", id)
                .put("limit", 1)
                .toString();
    }

    private void print(JsonNode item) {
        var out = out();
        out.println(id + "  " + text(item, "outcome") + "  " + text(item, "at"));
        var staff = item.has("staff") ? ", staff " + text(item, "staff") : "";
        row(out, "caller", text(item, "consumer") + staff);
        row(out, "purpose", text(item, "purpose") + ", operation " + text(item, "operation"));
        row(out, "policy", "revision " + text(item, "policy_revision"));
        for (var reason : item.path("reasons")) {
            row(out, "reason", said(reason));
        }
        for (var field : item.path("fields")) {
            row(out, "shown", field.asString(""));
        }
        if (item.has("request")) {
            row(out, "request", text(item, "request"));
        }
    }

    private static String said(JsonNode reason) {
        var clause = reason.has("clause") ? "  " + text(reason, "clause") : "";
        var title = reason.path("title").path("en").asString("");
        var rule = reason.has("rule") ? "  policies/" + text(reason, "rule") : "";
        return text(reason, "code") + clause + (title.isEmpty() ? "" : "  " + title) + rule;
    }

    private static void row(PrintWriter out, String name, String value) {
        out.println("  %-8s %s".formatted(name, value));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString(node.path(name).toString());
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
